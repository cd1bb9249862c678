package io.heddle.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.api.ContainerType;
import org.apache.hadoop.yarn.server.nodemanager.Context;
import org.apache.hadoop.yarn.server.nodemanager.LocalDirsHandlerService;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.nodemanager.ResourceView;
import org.apache.hadoop.yarn.server.nodemanager.containermanager.container.Container;
import org.apache.hadoop.yarn.server.nodemanager.webapp.WebServer;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.apache.hadoop.yarn.server.security.ApplicationACLsManager;
import org.apache.hadoop.yarn.util.resource.ResourceUtils;

/**
 * One ResourceManager and a NodeManager for each node.
 *
 * <p>Made by hand and not by MiniYARNCluster, which gives every NodeManager the same host and rack.
 */
final class YarnServers implements AutoCloseable {
  private final ClusterConf conf;
  private final boolean nodeWebServers;
  private final ResourceManager resourceManager;
  private final List<NodeManager> nodeManagers;

  private YarnServers(ClusterConf conf, ClusterSettings settings, ResourceManager resourceManager) {
    this.conf = conf;
    this.nodeWebServers = settings.nodeWebServers();
    this.resourceManager = resourceManager;
    this.nodeManagers = new ArrayList<>(Collections.nCopies(settings.nodes(), null));
  }

  /** Starts all servers, beside HDFS; returns when every NodeManager has registered. */
  static YarnServers start(ClusterConf conf, ClusterSettings settings) throws IOException {
    Configuration rmConf = conf.resourceManager();
    // Both keep what an earlier cluster of this JVM said.
    ResourceUtils.resetResourceTypes(rmConf);
    ResourceManager resourceManager = new LocalResourceManager();
    YarnServers servers = new YarnServers(conf, settings, resourceManager);
    try {
      resourceManager.init(rmConf);
      ProxyAuthority.provide(resourceManager);
      resourceManager.start();
      WebPages.bind(resourceManager, ResourceManager.class);
      WebPages.nameProxy(resourceManager);
      Parallel.run(
          "nodemanager",
          IntStream.range(0, settings.nodes()).boxed().toList(),
          servers::startNodeManager);
      servers.awaitRunning(settings.nodes());
    } catch (IOException | RuntimeException e) {
      servers.close();
      throw e;
    }
    return servers;
  }

  ResourceManager resourceManager() {
    return resourceManager;
  }

  /** The running NodeManager of a node. */
  NodeManager nodeManager(int node) {
    synchronized (nodeManagers) {
      NodeManager nodeManager = nodeManagers.get(node);
      if (nodeManager == null) {
        throw new IllegalStateException("the NodeManager of node " + node + " is stopped");
      }
      return nodeManager;
    }
  }

  /** The containers whose processes run on a node; none when its NodeManager is stopped. */
  List<RunningContainer> containers(int node) {
    NodeManager nodeManager;
    synchronized (nodeManagers) {
      nodeManager = nodeManagers.get(node);
    }
    List<RunningContainer> found = new ArrayList<>();
    if (nodeManager == null) {
      return found;
    }
    Context context = nodeManager.getNMContext();
    for (Container container : context.getContainers().values()) {
      String pid = context.getContainerExecutor().getProcessId(container.getContainerId());
      if (container.isRunning() && pid != null) {
        boolean master =
            container.getContainerTokenIdentifier().getContainerType()
                == ContainerType.APPLICATION_MASTER;
        found.add(
            new RunningContainer(container.getContainerId(), node, Long.parseLong(pid), master));
      }
    }
    return found;
  }

  List<NodeManager> running() {
    synchronized (nodeManagers) {
      return nodeManagers.stream().filter(node -> node != null).toList();
    }
  }

  void startNodeManager(int node) {
    LocalNodeManager nodeManager = new LocalNodeManager();
    if (!nodeWebServers) {
      nodeManager.disableWebServer();
    }
    try (var scope = conf.loader().enter()) {
      nodeManager.init(conf.nodeManager(node, resourceManager.getConfig()));
      nodeManager.start();
      nodeManager.bindWebPages();
    } catch (RuntimeException e) {
      nodeManager.stop();
      throw e;
    }
    synchronized (nodeManagers) {
      nodeManagers.set(node, nodeManager);
    }
  }

  void stopNodeManager(int node) {
    NodeManager nodeManager = nodeManager(node);
    synchronized (nodeManagers) {
      nodeManagers.set(node, null);
    }
    nodeManager.stop();
  }

  /**
   * Has the ResourceManager read a list of hosts that are to leave.
   *
   * @param excludeFile written here
   */
  void decommission(Path excludeFile, List<String> hosts, int seconds) throws IOException {
    Files.write(excludeFile, hosts);
    Configuration refreshed = new Configuration(resourceManager.getConfig());
    refreshed.set("yarn.resourcemanager.nodes.exclude-path", excludeFile.toString());
    try {
      resourceManager
          .getRMContext()
          .getNodesListManager()
          .refreshNodesGracefully(refreshed, seconds);
    } catch (YarnException e) {
      throw new IOException("the ResourceManager did not read " + excludeFile, e);
    }
    Waiting.until(
        "YARN decommissions " + hosts,
        () ->
            resourceManager.getRMContext().getRMNodes().values().stream()
                .allMatch(
                    node ->
                        (node.getState() == NodeState.RUNNING)
                            != hosts.contains(node.getHostName())));
  }

  /** Waits until the ResourceManager counts so many running NodeManagers. */
  void awaitRunning(int count) throws IOException {
    Waiting.until(
        "YARN has " + count + " running NodeManagers",
        () ->
            resourceManager.getRMContext().getRMNodes().values().stream()
                    .filter(node -> node.getState() == NodeState.RUNNING)
                    .count()
                == count);
  }

  @Override
  public void close() throws IOException {
    List<NodeManager> running = running();
    synchronized (nodeManagers) {
      Collections.fill(nodeManagers, null);
    }
    Parallel.run("nodemanager-stop", running, NodeManager::stop);
    resourceManager.stop();
  }

  /** A ResourceManager that stays within this JVM's identity. */
  private static final class LocalResourceManager extends ResourceManager {
    /**
     * NodeManagers refuse containers of another ResourceManager than the one they know, which
     * Hadoop tells by a moment that it keeps once a JVM and that every start changes.
     */
    private static final long IDENTITY = System.currentTimeMillis();

    @Override
    protected void serviceStart() throws Exception {
      super.serviceStart();
      setClusterTimeStamp(IDENTITY);
    }

    @Override
    protected void doSecureLogin() {}
  }

  /**
   * A NodeManager that, told by the ResourceManager to shut down, does not take the JVM with it.
   */
  private static final class LocalNodeManager extends NodeManager {
    private WebServer webServer;

    @Override
    protected WebServer createWebServer(
        Context context,
        ResourceView resources,
        ApplicationACLsManager acls,
        LocalDirsHandlerService dirs) {
      webServer = super.createWebServer(context, resources, acls, dirs);
      return webServer;
    }

    void bindWebPages() {
      if (webServer != null) {
        WebPages.bind(webServer, WebServer.class);
      }
    }

    @Override
    protected void doSecureLogin() {}

    @Override
    protected void shutDown(int exitCode) {
      Parallel.startThread("nodemanager-shutdown", this::stop);
    }
  }
}
