package io.heddle.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.util.ExitUtil;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;

/**
 * A running HDFS and YARN in this JVM. Containers are processes of their own, as on any cluster.
 *
 * <p>Node {@code i}, counted from 0, has the host {@code 127.0.0.(11+i)} for its DataNode and its
 * NodeManager alike, so that the hosts of a file's blocks are the hosts of YARN's nodes. The whole
 * of 127/8 must be bindable, as it is on Linux.
 *
 * <p>Close it; a shutdown hook does so otherwise. Both also kill the processes of containers that
 * are still running. The servers leave some threads behind that keep a JVM alive: a program ends
 * with {@code System.exit}. While a cluster has run in a JVM, Hadoop's own calls of {@code
 * System.exit} are turned into exceptions there. Several clusters in one JVM, one after the other
 * or at once, are fine.
 *
 * <p>All methods may be called from any thread, but stops and starts of one node by one thread at a
 * time.
 */
public final class EmbeddedCluster implements AutoCloseable {
  /** Held, for the JDK forgets the levels of loggers that nobody holds. */
  private static final Logger JDK_LOGGER = Logger.getLogger("org.apache.hadoop.shaded");

  private static final int START_ATTEMPTS = 3;

  private final ClusterSettings settings;
  private final ClusterFiles files;
  private final HdfsServers hdfs;
  private final YarnServers yarn;
  private final DistributedFileSystem fileSystem;
  private final Configuration clientConf;
  private boolean closed;
  private final Thread hook = new Thread(this::closeInHook, "embedded-cluster-hook");

  private EmbeddedCluster(
      ClusterSettings settings,
      ClusterFiles files,
      ClusterConf conf,
      HdfsServers hdfs,
      YarnServers yarn)
      throws IOException {
    this.settings = settings;
    this.files = files;
    this.hdfs = hdfs;
    this.yarn = yarn;
    this.clientConf = conf.shared();
    Configuration resourceManager = yarn.resourceManager().getConfig();
    for (String service : new String[] {"", "scheduler.", "admin."}) {
      String key = "yarn.resourcemanager." + service + "address";
      clientConf.set(key, resourceManager.get(key));
    }
    ClientConfFiles.useRackTable(
        clientConf, settings, files.baseDir().resolve(ClientConfFiles.TABLE));
    this.fileSystem = new DistributedFileSystem();
    fileSystem.initialize(URI.create(clientConf.get("fs.defaultFS")), clientConf);
  }

  /** Describes a new cluster; its {@code start} returns it running. */
  public static EmbeddedClusterBuilder builder() {
    return new EmbeddedClusterBuilder();
  }

  static EmbeddedCluster start(ClusterSettings settings) throws IOException {
    prepareJvm(settings);
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(settings);
      } catch (IOException | RuntimeException e) {
        // Two ports are chosen before their servers start; somebody else may be quicker.
        if (attempt == START_ATTEMPTS || !FreePort.wasTaken(e)) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedCluster startOnce(ClusterSettings settings) throws IOException {
    ClusterFiles files = ClusterFiles.create(settings);
    ClusterConf conf = new ClusterConf(settings, files.baseDir(), FreePort.next(), FreePort.next());
    YarnServers yarn = null;
    HdfsServers hdfs = null;
    try (var scope = conf.loader().enter()) {
      FutureTask<HdfsServers> hdfsStart =
          Parallel.start("hdfs", () -> HdfsServers.start(conf, settings.nodes()));
      try {
        yarn = YarnServers.start(conf, settings);
      } finally {
        hdfs = Parallel.join(hdfsStart);
      }
      EmbeddedCluster cluster = new EmbeddedCluster(settings, files, conf, hdfs, yarn);
      HdfsLayout.create(cluster.fileSystem, cluster.clientConf);
      Runtime.getRuntime().addShutdownHook(cluster.hook);
      return cluster;
    } catch (IOException | RuntimeException e) {
      ServerShutdown.stop(yarn, hdfs, files, e);
      throw e;
    }
  }

  private static void prepareJvm(ClusterSettings settings) {
    // Otherwise metrics of a second server of a kind collide with those of the first.
    DefaultMetricsSystem.setMiniClusterMode(true);
    ExitUtil.disableSystemExit();
    // The web servers' dependency injection speaks through the JDK's logging, to standard error.
    JDK_LOGGER.setLevel(Level.SEVERE);
    // Keeps the resolver from asking DNS for the names of these addresses, which may take seconds.
    NetUtils.addStaticResolution("127.0.0.1", "127.0.0.1");
    settings.hosts().forEach(host -> NetUtils.addStaticResolution(host, host));
  }

  /** The number of nodes it was started with, stopped ones included. */
  public int nodes() {
    return settings.nodes();
  }

  /** The host of a node as HDFS and YARN know it. */
  public String host(int node) {
    return settings.host(node);
  }

  /** The rack of a node, such as {@code /rack1}. */
  public String rack(int node) {
    return settings.rack(node);
  }

  /**
   * The directory that holds all files: {@code dfs/}, {@code node1/}… with data, local and log
   * directories.
   */
  public Path baseDir() {
    return files.baseDir();
  }

  /** A client's configuration for use within this JVM; a fresh copy. */
  public Configuration clientConf() {
    return new Configuration(clientConf);
  }

  /**
   * Writes the configuration directory of an edge node, for {@code HADOOP_CONF_DIR}. The racks
   * stand in a table file in that directory, under its absolute path.
   *
   * @param dir created when missing
   */
  public void writeConf(Path dir) throws IOException {
    ClientConfFiles.write(clientConf(), settings, dir);
  }

  /** The file system as its superuser; shared, closed with the cluster. */
  public DistributedFileSystem fileSystem() {
    return fileSystem;
  }

  /** The ResourceManager's web pages. */
  public URI webUri() {
    return URI.create("http://" + clientConf.get("yarn.resourcemanager.webapp.address"));
  }

  /** The NameNode, for queries; do not stop it. */
  public NameNode nameNode() {
    return hdfs.nameNode();
  }

  /** The ResourceManager, for queries; do not stop it. */
  public ResourceManager resourceManager() {
    return yarn.resourceManager();
  }

  /** The running NodeManager of a node, for queries. */
  public NodeManager nodeManager(int node) {
    return yarn.nodeManager(node);
  }

  /** The containers whose processes run, over all running nodes. */
  public List<RunningContainer> containers() {
    List<RunningContainer> found = new ArrayList<>();
    for (int node = 0; node < nodes(); node++) {
      found.addAll(containers(node));
    }
    return found;
  }

  /** The containers whose processes run on a node; none when its NodeManager is stopped. */
  public List<RunningContainer> containers(int node) {
    return yarn.containers(node);
  }

  /**
   * Kills a container's processes with SIGKILL, as a crash or the kernel would; YARN learns of it
   * by the exit.
   *
   * @throws IllegalArgumentException when no such container runs
   */
  public void kill(ContainerId id) {
    RunningContainer container =
        containers().stream()
            .filter(running -> running.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no process runs for " + id));
    ProcessHandle.of(container.pid()).ifPresent(ContainerProcesses::kill);
  }

  /**
   * Stops a node's NodeManager in good order: its containers are killed, its auxiliary services
   * stop, and the ResourceManager is told, so that applications learn of it within a heartbeat or
   * two. Returns when it has stopped and the ResourceManager knows.
   */
  public void stopNodeManager(int node) throws IOException {
    List<ProcessHandle> processes = ContainerProcesses.below(files.localDir(node));
    yarn.stopNodeManager(node);
    ContainerProcesses.reap(processes);
    yarn.awaitRunning(yarn.running().size());
  }

  /** Starts a stopped NodeManager anew, with a new port. Returns when it has registered. */
  public void startNodeManager(int node) throws IOException {
    yarn.startNodeManager(node);
    yarn.awaitRunning(yarn.running().size());
  }

  /**
   * Has the ResourceManager decommission nodes in good order, as an operator does with its list of
   * excluded hosts and {@code yarn rmadmin -refreshNodes -g}: what runs there may end, nothing new
   * is started. Nodes that were being decommissioned and are not named stay. Returns when the
   * ResourceManager has begun.
   *
   * @param seconds until the nodes go, whatever runs there
   * @param leaving the nodes; none of them takes all decommissions back
   */
  public void decommission(int seconds, int... leaving) throws IOException {
    yarn.decommission(
        files.baseDir().resolve("excluded-hosts"),
        Arrays.stream(leaving).mapToObj(settings::host).toList(),
        seconds);
  }

  /**
   * Stops a node's DataNode. Clients meet refused connections at once; the NameNode goes on naming
   * it for its blocks until it counts as dead, which by default takes minutes.
   */
  public void stopDataNode(int node) {
    hdfs.stopDataNode(node);
  }

  /**
   * Starts a stopped DataNode again with the blocks that it had. Returns when it has registered.
   */
  public void startDataNode(int node) throws IOException {
    hdfs.startDataNode(node);
    hdfs.awaitRegistered(node);
  }

  /**
   * Writes an HDFS file with every block on chosen nodes, replacing any file of that path, and
   * checks that the blocks lie there.
   *
   * @param path absolute path
   * @param content cut into blocks of {@code blockSize} bytes, the last one shorter
   * @param blockSize in bytes, a multiple of 512
   * @param nodesByBlock the nodes of block k are at k modulo the list's size; all entries have one
   *     size, which is the file's replication
   * @throws IOException also when HDFS puts a block elsewhere, as it must when a DataNode is
   *     stopped
   */
  public void writeFile(
      String path, byte[] content, int blockSize, List<List<Integer>> nodesByBlock)
      throws IOException {
    new PlacedFile(fileSystem, settings, hdfs::address)
        .write(new org.apache.hadoop.fs.Path(path), content, blockSize, nodesByBlock);
  }

  /**
   * Stops all servers, kills the containers that are left and removes all files. Further calls do
   * nothing but wait for the first one's end.
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    boolean goingDown = !removeHook();
    IOException failure = null;
    try {
      fileSystem.close();
    } catch (IOException e) {
      failure = e;
    }
    // DataNodes cannot stop while the JVM does, for they have shutdown hooks to take back; nobody
    // needs them to.
    ServerShutdown.stop(yarn, goingDown ? null : hdfs, files, failure);
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes back the shutdown hook; false when the JVM is going down already. */
  private boolean removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void closeInHook() {
    try {
      close();
    } catch (IOException | RuntimeException e) {
      System.err.println("embedded cluster: " + e);
    }
  }
}
