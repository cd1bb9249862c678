package io.heddle.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an embedded cluster is to look like; built and documented by {@link EmbeddedClusterBuilder}.
 *
 * @param memoryMb memory that each NodeManager offers
 * @param vcores virtual cores that each NodeManager offers
 * @param blockSize HDFS default block size in bytes, a multiple of 512
 * @param baseDir where everything is kept; empty means a new temporary directory
 * @param auxServiceJar the shuffle service's jar; empty means no auxiliary service
 * @param queues capacity in percent by leaf queue under root; adds up to 100
 * @param overrides Hadoop settings that win over everything the cluster sets itself
 */
record ClusterSettings(
    int nodes,
    int racks,
    int memoryMb,
    int vcores,
    int heartbeatMs,
    long blockSize,
    int replication,
    int amMaxAttempts,
    boolean memoryCheck,
    boolean nodeWebServers,
    boolean keepFiles,
    Optional<Path> baseDir,
    Optional<Path> auxServiceJar,
    Map<String, Integer> queues,
    Map<String, String> overrides) {

  ClusterSettings {
    require(nodes >= 1 && nodes <= 200, "nodes must be 1 to 200, not " + nodes);
    require(racks >= 1, "racks must be at least 1, not " + racks);
    require(memoryMb >= 128, "memory must be at least 128 MB, not " + memoryMb);
    require(vcores >= 1, "vcores must be at least 1, not " + vcores);
    require(heartbeatMs >= 1, "heartbeat must be at least 1 ms, not " + heartbeatMs);
    require(
        blockSize > 0 && blockSize % 512 == 0,
        "block size must be a multiple of 512, not " + blockSize);
    require(
        replication >= 1 && replication <= nodes,
        "replication must be 1 to " + nodes + ", not " + replication);
    require(amMaxAttempts >= 1, "AM attempts must be at least 1, not " + amMaxAttempts);
    int capacity = queues.values().stream().mapToInt(Integer::intValue).sum();
    require(capacity == 100, "queue capacities must add up to 100, not " + capacity);
    queues = Map.copyOf(queues);
    overrides = Map.copyOf(new LinkedHashMap<>(overrides));
  }

  String host(int node) {
    return "127.0.0." + (11 + node);
  }

  String rack(int node) {
    return "/rack" + (node % racks + 1);
  }

  List<String> hosts() {
    return IntStream.range(0, nodes).mapToObj(this::host).toList();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
