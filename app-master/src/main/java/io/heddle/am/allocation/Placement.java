package io.heddle.am.allocation;

import io.heddle.driver.allocation.ExecutorDemand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where further executors are best placed: one after the other goes to the host with the most
 * pending tasks for each executor that it would then have (the highest averages of d'Hondt), as
 * long as there are tasks that the host's executors could not run at once; the same then for racks;
 * the rest anywhere. Stateless; equal input gives equal output.
 */
final class Placement {
  private Placement() {}

  /**
   * @param count executors to place
   * @param executorsByHost those that run or are being started
   * @param executorsByRack the same by rack, where it is known
   * @param slots tasks that one executor runs at the same time
   */
  static List<Preference> of(
      int count,
      ExecutorDemand demand,
      Map<String, Integer> executorsByHost,
      Map<String, Integer> executorsByRack,
      int slots) {
    List<Preference> placed = new ArrayList<>(count);
    var hosts = new Averages(demand.tasksByHost(), executorsByHost, slots, 0);
    for (String host; placed.size() < count && (host = hosts.next()) != null; ) {
      placed.add(Preference.host(host));
    }
    // A host's tasks count for its rack too; executors just placed on hosts serve them already.
    long served = placed.size() * (long) slots;
    var racks = new Averages(demand.tasksByRack(), executorsByRack, slots, served);
    for (String rack; placed.size() < count && (rack = racks.next()) != null; ) {
      placed.add(Preference.rack(rack));
    }
    while (placed.size() < count) {
      placed.add(Preference.NONE);
    }
    return placed;
  }

  /** Seats by highest average, among places with tasks left over. */
  private static final class Averages {
    private final TreeMap<String, Integer> tasks;
    private final Map<String, Integer> executors;
    private final int slots;
    private final long served;

    Averages(Map<String, Integer> tasks, Map<String, Integer> executors, int slots, long served) {
      this.tasks = new TreeMap<>(tasks);
      this.executors = new HashMap<>(executors);
      this.slots = slots;
      this.served = served;
    }

    /** The place of the next executor, or null when none has tasks left over. */
    String next() {
      String best = null;
      double bestAverage = 0;
      long left = -served;
      for (Map.Entry<String, Integer> place : tasks.entrySet()) {
        int executorsThere = executors.getOrDefault(place.getKey(), 0);
        long waiting = place.getValue() - (long) executorsThere * slots;
        if (waiting <= 0) {
          continue;
        }
        left += waiting;
        double average = place.getValue() / (executorsThere + 1.0);
        if (average > bestAverage) {
          bestAverage = average;
          best = place.getKey();
        }
      }
      if (best == null || left <= 0) {
        return null;
      }
      executors.merge(best, 1, Integer::sum);
      return best;
    }
  }
}
