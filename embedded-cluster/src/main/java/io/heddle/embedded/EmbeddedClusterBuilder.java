package io.heddle.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Describes an {@link EmbeddedCluster} and starts it. Not thread-safe. */
public final class EmbeddedClusterBuilder {
  private int nodes = 2;
  private int racks = 2;
  private int memoryMb = 4096;
  private int vcores = 8;
  private int heartbeatMs = 100;
  private long blockSize = 128L << 20;
  private int replication = 1;
  private int amMaxAttempts = 2;
  private boolean memoryCheck;
  private boolean nodeWebServers = true;
  private boolean keepFiles;
  private Optional<Path> baseDir = Optional.empty();
  private Optional<Path> auxServiceJar = Optional.empty();
  private Map<String, Integer> queues = Map.of("default", 100);
  private final Map<String, String> overrides = new LinkedHashMap<>();

  EmbeddedClusterBuilder() {}

  /**
   * How many nodes, each one DataNode and one NodeManager; default 2. Node i has the host
   * 127.0.0.(11+i).
   */
  public EmbeddedClusterBuilder nodes(int nodes) {
    this.nodes = nodes;
    return this;
  }

  /** How many racks, default 2. Node i stands on {@code /rack(i modulo racks + 1)}. */
  public EmbeddedClusterBuilder racks(int racks) {
    this.racks = racks;
    return this;
  }

  /** Memory that each NodeManager offers, in MB; default 4096. Nothing is reserved. */
  public EmbeddedClusterBuilder memoryMb(int memoryMb) {
    this.memoryMb = memoryMb;
    return this;
  }

  /** Virtual cores that each NodeManager offers; default 8. */
  public EmbeddedClusterBuilder vcores(int vcores) {
    this.vcores = vcores;
    return this;
  }

  /** Time between two heartbeats of a NodeManager, in milliseconds; default 100. */
  public EmbeddedClusterBuilder heartbeatMs(int heartbeatMs) {
    this.heartbeatMs = heartbeatMs;
    return this;
  }

  /**
   * HDFS default block size in bytes, a multiple of 512; default 128 MiB. Files may choose any such
   * size.
   */
  public EmbeddedClusterBuilder blockSize(long bytes) {
    this.blockSize = bytes;
    return this;
  }

  /**
   * HDFS default replication; default 1, so that a block has exactly one home and locality means
   * something.
   */
  public EmbeddedClusterBuilder replication(int replication) {
    this.replication = replication;
    return this;
  }

  /** The most attempts of an ApplicationMaster that the ResourceManager grants; default 2. */
  public EmbeddedClusterBuilder amMaxAttempts(int attempts) {
    this.amMaxAttempts = attempts;
    return this;
  }

  /**
   * Whether NodeManagers kill containers that use more physical memory than they asked for; default
   * no.
   */
  public EmbeddedClusterBuilder memoryCheck(boolean check) {
    this.memoryCheck = check;
    return this;
  }

  /**
   * Whether each NodeManager serves its web pages (live container logs among them); default yes.
   */
  public EmbeddedClusterBuilder nodeWebServers(boolean serve) {
    this.nodeWebServers = serve;
    return this;
  }

  /** Where all files go; created when missing. By default a new temporary directory. */
  public EmbeddedClusterBuilder baseDir(Path dir) {
    this.baseDir = Optional.of(dir.toAbsolutePath().normalize());
    return this;
  }

  /**
   * Whether close leaves the files for a look around; default no. What close removes is the
   * temporary directory, or within a given base directory everything that the cluster wrote.
   */
  public EmbeddedClusterBuilder keepFiles(boolean keep) {
    this.keepFiles = keep;
    return this;
  }

  /**
   * Runs the shuffle service of this jar as auxiliary service {@code heddle_shuffle} on every node.
   */
  public EmbeddedClusterBuilder auxServiceJar(Path jar) {
    this.auxServiceJar = Optional.of(jar.toAbsolutePath().normalize());
    return this;
  }

  /**
   * The leaf queues under root with their capacities in percent, 100 in all; default one queue
   * {@code default}.
   */
  public EmbeddedClusterBuilder queues(Map<String, Integer> capacityByQueue) {
    this.queues = capacityByQueue;
    return this;
  }

  /**
   * Sets any Hadoop setting on all servers and in the client configuration; wins over the cluster's
   * own choice.
   */
  public EmbeddedClusterBuilder set(String key, String value) {
    overrides.put(key, value);
    return this;
  }

  ClusterSettings settings() {
    return new ClusterSettings(
        nodes,
        racks,
        memoryMb,
        vcores,
        heartbeatMs,
        blockSize,
        replication,
        amMaxAttempts,
        memoryCheck,
        nodeWebServers,
        keepFiles,
        baseDir,
        auxServiceJar,
        queues,
        overrides);
  }

  /**
   * Starts the cluster and returns when every node has registered with HDFS and YARN.
   *
   * @throws IOException when a server does not start; everything already started has been stopped
   *     and removed
   * @throws IllegalArgumentException when the description is impossible
   */
  public EmbeddedCluster start() throws IOException {
    return EmbeddedCluster.start(settings());
  }
}
