package io.heddle.driver.schedule;

import io.heddle.driver.allocation.Cluster;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.shuffle.ShuffleOutputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shuffles whose files were to be removed while no executor was on their host to do it. An executor
 * that comes to that host does; where none comes, YARN removes them with the application.
 */
final class LeftShuffles {
  private final Map<String, List<SchedulerAction.DropShuffle>> byHost = new HashMap<>();

  /**
   * A shuffle is dropped on all executors.
   *
   * @param outputs where its files are; null when that is not known
   */
  void dropped(int shuffleId, int stageId, ShuffleOutputs outputs, Cluster cluster) {
    if (outputs == null) {
      return;
    }
    Set<String> hosts = new HashSet<>(outputs.hosts());
    for (ExecutorState executor : cluster.executors()) {
      hosts.remove(executor.host().name());
    }
    for (String host : hosts) {
      byHost
          .computeIfAbsent(host, h -> new ArrayList<>())
          .add(new SchedulerAction.DropShuffle(shuffleId, stageId));
    }
  }

  /** What an executor that has come to a host is to remove there. */
  List<SchedulerAction.DropShuffle> registered(String host) {
    List<SchedulerAction.DropShuffle> drops = byHost.remove(host);
    return drops == null ? List.of() : drops;
  }
}
