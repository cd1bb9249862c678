package io.heddle.driver.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What happened in simulations, counted. */
final class Tally {
  final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);

  /** Launches after the first of a task, by why the one before was not enough. */
  final Map<Rerun, Long> reruns = new EnumMap<>(Rerun.class);

  final Map<String, Long> failures = new TreeMap<>();
  long seeds;
  long executors;
  long tasks;
  long launches;
  long jobs;
  long jobsFailed;
  long events;
  long virtualMillis;

  void fault(FaultKind kind) {
    faults.merge(kind, 1L, Long::sum);
  }

  void rerun(Rerun why) {
    reruns.merge(why, 1L, Long::sum);
  }

  void add(Tally other) {
    other.faults.forEach((kind, n) -> faults.merge(kind, n, Long::sum));
    other.reruns.forEach((why, n) -> reruns.merge(why, n, Long::sum));
    other.failures.forEach((why, n) -> failures.merge(why, n, Long::sum));
    seeds += other.seeds;
    executors += other.executors;
    tasks += other.tasks;
    launches += other.launches;
    jobs += other.jobs;
    jobsFailed += other.jobsFailed;
    events += other.events;
    virtualMillis += other.virtualMillis;
  }

  /** Launches that no scheduler could have spared, whatever it knew. */
  long leastReruns() {
    return reruns.entrySet().stream()
        .filter(e -> !e.getKey().avoidable())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long allReruns() {
    return reruns.values().stream().mapToLong(Long::longValue).sum();
  }
}
