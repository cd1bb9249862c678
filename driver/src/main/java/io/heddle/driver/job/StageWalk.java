package io.heddle.driver.job;

import io.heddle.rdd.StorageLevel;
import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.Lineage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of one stage: what is reached from its last one without crossing a shuffle. */
final class StageWalk {
  /**
   * A shuffle that the stage reads.
   *
   * @param reader the node whose dependency it is
   */
  record Read(Lineage<?> reader, Dependency.Shuffle<?, ?, ?> shuffle) {}

  private final List<Lineage<?>> nodes = new ArrayList<>();
  private final Map<Integer, Read> reads = new LinkedHashMap<>();

  StageWalk(Lineage<?> last) {
    Deque<Lineage<?>> todo = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    todo.add(last);
    seen.add(last.id());
    while (!todo.isEmpty()) {
      Lineage<?> node = todo.poll();
      nodes.add(node);
      for (Dependency dependency : node.dependencies()) {
        if (dependency instanceof Dependency.Shuffle<?, ?, ?> shuffle) {
          reads.putIfAbsent(shuffle.spec().shuffleId(), new Read(node, shuffle));
        } else if (seen.add(dependency.parent().id())) {
          todo.add(dependency.parent());
        }
      }
    }
    Collections.reverse(nodes);
  }

  /** The shuffles that the stage reads, each once. */
  List<Read> reads() {
    return List.copyOf(reads.values());
  }

  List<Integer> shuffleIds() {
    return List.copyOf(reads.keySet());
  }

  /** The nodes, first to last. */
  List<Lineage<?>> nodes() {
    return nodes;
  }

  /** The operations, first to last, for people. */
  List<String> describe() {
    return nodes.stream().map(Lineage::describe).toList();
  }

  /** Whether computing a partition again may give other records, as the program has declared. */
  boolean isIndeterminate() {
    for (Lineage<?> node : nodes) {
      if (node.isIndeterminate()) {
        return true;
      }
    }
    return false;
  }

  /** The persisted nodes. */
  List<Lineage<?>> cached() {
    List<Lineage<?>> cached = new ArrayList<>();
    for (Lineage<?> node : nodes) {
      if (node.storageLevel() != StorageLevel.NONE) {
        cached.add(node);
      }
    }
    return cached;
  }
}
