package io.heddle.driver.allocation;

import java.util.Map;
import java.util.Set;

/**
 * How many executors are wanted in all, and where the pending tasks' data lies.
 *
 * @param total running and asked for together
 * @param tasksByHost pending tasks that prefer a host, by host
 * @param tasksByRack pending tasks that prefer a rack, by rack
 * @param excludedHosts where no executor is wanted
 */
public record ExecutorDemand(
    int total,
    Map<String, Integer> tasksByHost,
    Map<String, Integer> tasksByRack,
    Set<String> excludedHosts) {
  public ExecutorDemand {
    tasksByHost = Map.copyOf(tasksByHost);
    tasksByRack = Map.copyOf(tasksByRack);
    excludedHosts = Set.copyOf(excludedHosts);
  }

  /** Executors are wanted on any host. */
  public ExecutorDemand(
      int total, Map<String, Integer> tasksByHost, Map<String, Integer> tasksByRack) {
    this(total, tasksByHost, tasksByRack, Set.of());
  }
}
