package io.heddle.embedded;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** The Hadoop configurations of the servers, made from the cluster's settings. */
final class ClusterConf {
  static final String AUX_SERVICE = "heddle_shuffle";
  static final String AUX_SERVICE_CLASS = "io.heddle.shuffle.yarn.HeddleShuffleService";

  private final ClusterSettings settings;
  private final Path baseDir;
  private final Configuration shared;
  private final ServerLoader loader;
  private final Configuration serverSite;

  /**
   * @param nameNodePort port for the NameNode's RPC, chosen beforehand so that YARN can start
   *     beside HDFS
   * @param webPort port for the ResourceManager's web pages; proxied tracking URLs are made from
   *     this setting, hence 0 will not do
   */
  ClusterConf(ClusterSettings settings, Path baseDir, int nameNodePort, int webPort) {
    this.settings = settings;
    this.baseDir = baseDir;
    this.serverSite = new Configuration(false);
    serverSite.set("fs.defaultFS", "hdfs://127.0.0.1:" + nameNodePort);
    serverSite.set("hadoop.tmp.dir", baseDir.resolve("tmp").toString());
    serverSite.set("fs.file.impl", QuickLocalFileSystem.class.getName());
    serverSite.set("fs.AbstractFileSystem.file.impl", QuickLocalFs.class.getName());
    this.loader = ServerLoader.of(ClusterFiles.webDir(baseDir), serverSite);
    // Parsing Hadoop's defaults is slow: once here, copied from then on.
    this.shared = new YarnConfiguration(new HdfsConfiguration());
    shared.set("fs.defaultFS", "hdfs://127.0.0.1:" + nameNodePort);
    shared.set("dfs.blocksize", Long.toString(settings.blockSize()));
    shared.setInt("dfs.replication", settings.replication());
    shared.set("yarn.resourcemanager.hostname", "127.0.0.1");
    for (String service : new String[] {"", "scheduler.", "resource-tracker.", "admin."}) {
      shared.set("yarn.resourcemanager." + service + "address", "127.0.0.1:0");
    }
    shared.set("yarn.resourcemanager.webapp.address", "127.0.0.1:" + webPort);
    shared.setInt("yarn.resourcemanager.am.max-attempts", settings.amMaxAttempts());
    shared.setBoolean("yarn.log-aggregation-enable", true);
    shared.set("yarn.nodemanager.remote-app-log-dir", "/tmp/logs");
    shared.setInt("yarn.client.application-client-protocol.poll-interval-ms", 20);
    // A client whose cluster is gone should notice within a minute, not within a quarter of an
    // hour.
    shared.setInt("yarn.resourcemanager.connect.max-wait.ms", 30_000);
    shared.setInt("yarn.resourcemanager.connect.retry-interval.ms", 1_000);
    shared.set("net.topology.node.switch.mapping.impl", HostRackTable.class.getName());
    shared.set(
        HostRackTable.KEY,
        IntStream.range(0, settings.nodes())
            .mapToObj(node -> settings.host(node) + "=" + settings.rack(node))
            .collect(Collectors.joining(",")));
  }

  /** To be the context loader while servers start. */
  ServerLoader loader() {
    return loader;
  }

  /** What all servers and clients share, overrides included; a fresh copy. */
  Configuration shared() {
    return overridden(new Configuration(shared));
  }

  Configuration nameNode() {
    Configuration conf = ofServer(new HdfsConfiguration(shared));
    conf.set("dfs.namenode.name.dir", baseDir.resolve("dfs/name").toUri().toString());
    conf.set("dfs.namenode.checkpoint.dir", baseDir.resolve("dfs/checkpoint").toUri().toString());
    conf.set("dfs.namenode.http-address", "127.0.0.1:0");
    conf.setInt("dfs.namenode.safemode.extension", 0);
    conf.setInt("dfs.namenode.safemode.min.datanodes", 0);
    conf.setLong("dfs.namenode.fs-limits.min-block-size", 512);
    conf.setInt("dfs.namenode.decommission.interval", 3);
    conf.setBoolean("dfs.namenode.redundancy.considerLoad", false);
    conf.setInt("dfs.namenode.handler.count", 8);
    conf.setInt("dfs.namenode.service.handler.count", 4);
    conf.set("dfs.namenode.edits.noeditlogchannelflush", "true");
    return overridden(conf);
  }

  Configuration dataNode(int node) {
    Configuration conf = ofServer(new HdfsConfiguration(shared));
    conf.set("dfs.datanode.hostname", settings.host(node));
    conf.set("dfs.datanode.address", "127.0.0.1:0");
    conf.set("dfs.datanode.ipc.address", "127.0.0.1:0");
    conf.set("dfs.datanode.http.address", "127.0.0.1:0");
    conf.set("dfs.datanode.data.dir", nodeDir(node).resolve("data").toUri().toString());
    conf.setInt("dfs.blockreport.initialDelay", 0);
    conf.setInt("dfs.heartbeat.interval", 1);
    conf.setLong("dfs.datanode.scan.period.hours", -1);
    conf.setInt("dfs.datanode.handler.count", 3);
    return overridden(conf);
  }

  Configuration resourceManager() {
    Configuration conf = ofServer(new YarnConfiguration(shared));
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", settings.heartbeatMs());
    conf.setInt("yarn.nm.liveness-monitor.expiry-interval-ms", 60_000);
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    conf.setInt("yarn.scheduler.maximum-allocation-mb", settings.memoryMb());
    conf.setInt("yarn.scheduler.maximum-allocation-vcores", settings.vcores());
    conf.set(
        "yarn.resourcemanager.scheduler.class",
        "org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler");
    String capacity = "yarn.scheduler.capacity.";
    conf.set(
        capacity + "resource-calculator",
        "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator");
    conf.set(capacity + "maximum-am-resource-percent", "1.0");
    // Places containers at once, and not when a node next happens to report.
    conf.setBoolean(capacity + "schedule-asynchronously.enable", true);
    // With the defaults two of three relaxed requests for a host land elsewhere; so all land at
    // home, as quickly.
    conf.setInt(capacity + "node-locality-delay", 40);
    conf.setInt(capacity + "rack-locality-additional-delay", 40);
    conf.set(capacity + "root.queues", String.join(",", settings.queues().keySet()));
    settings
        .queues()
        .forEach(
            (queue, percent) -> {
              conf.setInt(capacity + "root." + queue + ".capacity", percent);
              conf.setInt(capacity + "root." + queue + ".maximum-capacity", 100);
              conf.setInt(capacity + "root." + queue + ".user-limit-factor", 100);
            });
    return overridden(conf);
  }

  /**
   * Configuration of a NodeManager, from that of the running ResourceManager, whose ports it needs.
   */
  Configuration nodeManager(int node, Configuration resourceManager) {
    Configuration conf = new YarnConfiguration(resourceManager);
    String host = settings.host(node);
    String nm = "yarn.nodemanager.";
    conf.set(nm + "hostname", host);
    for (String service : new String[] {"", "localizer.", "webapp.", "collector-service."}) {
      conf.set(nm + service + "address", host + ":0");
    }
    conf.set(nm + "local-dirs", nodeDir(node).resolve("local").toString());
    conf.set(nm + "log-dirs", nodeDir(node).resolve("logs").toString());
    conf.setInt(nm + "resource.memory-mb", settings.memoryMb());
    conf.setInt(nm + "resource.cpu-vcores", settings.vcores());
    conf.setBoolean(nm + "pmem-check-enabled", settings.memoryCheck());
    conf.setBoolean(nm + "vmem-check-enabled", false);
    conf.setBoolean(nm + "container-monitor.enabled", settings.memoryCheck());
    conf.setInt(nm + "resource-monitor.interval-ms", 0);
    // A laptop's nearly full disk is no reason to refuse containers.
    conf.setBoolean(nm + "disk-health-checker.enable", false);
    // Copies and lists files by five processes for each container.
    conf.setBoolean(nm + "log-container-debug-info.enabled", false);
    // Stopping takes most of a minute without these two.
    conf.setInt(nm + "process-kill-wait.ms", 0);
    conf.setInt(nm + "log.retain-seconds", 1);
    if (System.getenv("JAVA_HOME") == null) {
      conf.set(nm + "admin-env.JAVA_HOME", System.getProperty("java.home"));
    }
    settings
        .auxServiceJar()
        .ifPresent(
            jar -> {
              conf.set(nm + "aux-services", AUX_SERVICE);
              conf.set(nm + "aux-services." + AUX_SERVICE + ".class", AUX_SERVICE_CLASS);
              conf.set(nm + "aux-services." + AUX_SERVICE + ".classpath", jar.toString());
              // Every node of this JVM needs a port of its own; clients learn it from the service's
              // metadata.
              conf.setInt("heddle.shuffle.service.port", 0);
            });
    return overridden(conf);
  }

  Path nodeDir(int node) {
    return ClusterFiles.nodeDir(baseDir, node);
  }

  /** What servers, and no clients, have in common. */
  private Configuration ofServer(Configuration conf) {
    serverSite.forEach(setting -> conf.set(setting.getKey(), setting.getValue()));
    conf.set(
        "hadoop.http.filter.initializers",
        "org.apache.hadoop.http.lib.StaticUserWebFilter," + LeanWebServer.class.getName());
    conf.set(LeanWebServer.DIRECTORY_KEY, ClusterFiles.webDir(baseDir).toString());
    return conf;
  }

  private Configuration overridden(Configuration conf) {
    settings.overrides().forEach(conf::set);
    return conf;
  }
}
