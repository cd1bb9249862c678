package io.heddle.driver.job;

import io.heddle.driver.task.TaskPreference;
import io.heddle.driver.task.TaskPreference.BlockKey;
import io.heddle.rdd.StorageLevel;
import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Where tasks would best run: near cached blocks met on the way down the narrow dependencies, else
 * near the input that lies at their end. Where a partition is made from several, the hosts that
 * hold most of them count.
 */
final class Preferences {
  private static final int MOST_PARENTS = 64;
  private static final int MOST_HOSTS = 3;

  private Preferences() {}

  /** The preferences of a stage's tasks, all found now. */
  static IntFunction<TaskPreference> of(Lineage<?> node, int tasks, IntUnaryOperator partitionOf) {
    TaskPreference[] all = new TaskPreference[tasks];
    boolean any = false;
    for (int i = 0; i < tasks; i++) {
      all[i] = of(node, partitionOf.applyAsInt(i));
      any |= all[i] != TaskPreference.NONE;
    }
    return any ? i -> all[i] : i -> TaskPreference.NONE;
  }

  private static TaskPreference of(Lineage<?> node, int partition) {
    List<BlockKey> cached = new ArrayList<>(0);
    List<HostLocation> hosts = walk(node, partition, cached, new int[] {MOST_PARENTS});
    return cached.isEmpty() && hosts.isEmpty()
        ? TaskPreference.NONE
        : new TaskPreference(cached, hosts);
  }

  /**
   * Hosts of the input at the end of narrow dependencies.
   *
   * @param cached takes the blocks of persisted nodes met, the nearest first
   * @param budget parents that may still be looked at where nodes have several
   */
  private static List<HostLocation> walk(
      Lineage<?> start, int startPartition, List<BlockKey> cached, int[] budget) {
    Lineage<?> node = start;
    int partition = startPartition;
    while (true) {
      if (node.storageLevel() != StorageLevel.NONE) {
        cached.add(new BlockKey(node.id(), partition));
      }
      List<HostLocation> own = node.preferredLocations(node.partitions().get(partition));
      if (!own.isEmpty()) {
        return own;
      }
      Dependency.Narrow only = null;
      int parents = 0;
      for (Dependency dependency : node.dependencies()) {
        if (dependency instanceof Dependency.Narrow narrow) {
          int n = narrow.parentsOf().apply(partition).length;
          parents += n;
          only = n == 1 ? narrow : only;
        }
      }
      if (parents == 1 && only != null) {
        // The usual case, without recursion: chains are long.
        partition = only.parentsOf().apply(partition)[0];
        node = only.parent();
      } else {
        return parents == 0 ? List.of() : mostHeld(node, partition, cached, budget);
      }
    }
  }

  private static List<HostLocation> mostHeld(
      Lineage<?> node, int partition, List<BlockKey> cached, int[] budget) {
    Map<HostLocation, Integer> counts = new LinkedHashMap<>();
    for (Dependency dependency : node.dependencies()) {
      if (dependency instanceof Dependency.Narrow narrow) {
        for (int parent : narrow.parentsOf().apply(partition)) {
          if (budget[0]-- > 0) {
            for (HostLocation host : walk(narrow.parent(), parent, cached, budget)) {
              counts.merge(host, 1, Integer::sum);
            }
          }
        }
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<HostLocation, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_HOSTS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
