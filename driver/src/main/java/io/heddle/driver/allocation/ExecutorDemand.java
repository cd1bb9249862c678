package io.heddle.driver.allocation;

import java.util.Map;

/**
 * How many executors are wanted in all, and where the pending tasks' data lies.
 *
 * @param total running and asked for together
 * @param tasksByHost pending tasks that prefer a host, by host
 * @param tasksByRack pending tasks that prefer a rack, by rack
 */
public record ExecutorDemand(
    int total, Map<String, Integer> tasksByHost, Map<String, Integer> tasksByRack) {
  public ExecutorDemand {
    tasksByHost = Map.copyOf(tasksByHost);
    tasksByRack = Map.copyOf(tasksByRack);
  }
}
