package io.heddle.driver.task;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.allocation.Host;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Where tasks of one set failed, and which executors and hosts are excluded for that: each task
 * avoids places where it failed itself, and the whole set avoids executors where several of its
 * tasks failed, and hosts with several such executors. What is excluded here stays so for the set.
 * Owned by the scheduler.
 */
public final class FailedPlaces {
  private final ExclusionRules rules;
  private final Map<ExecutorState, Map<Integer, Integer>> byExecutor = new LinkedHashMap<>();
  private final Map<Host, Map<Integer, Integer>> byHost = new HashMap<>();
  private final Set<ExecutorState> executors = new LinkedHashSet<>();
  private final Set<Host> hosts = new LinkedHashSet<>();

  FailedPlaces(ExclusionRules rules) {
    this.rules = rules;
  }

  /**
   * What a failure has excluded for the whole set.
   *
   * @param executor the executor it happened on
   * @param host that executor's host
   */
  public record Newly(boolean executor, boolean host) {
    static final Newly NOTHING = new Newly(false, false);
  }

  Newly failed(int task, ExecutorState executor, boolean otherHosts) {
    Map<Integer, Integer> there = byExecutor.computeIfAbsent(executor, e -> new LinkedHashMap<>());
    there.merge(task, 1, Integer::sum);
    byHost.computeIfAbsent(executor.host(), h -> new HashMap<>()).merge(task, 1, Integer::sum);
    if (there.size() < rules.stageTasksPerExecutor() || !executors.add(executor)) {
      return Newly.NOTHING;
    }
    int onHost = 0;
    for (ExecutorState each : executors) {
      onHost += each.host() == executor.host() ? 1 : 0;
    }
    boolean tooMany = otherHosts && onHost >= rules.stageExecutorsPerNode();
    return new Newly(true, tooMany && hosts.add(executor.host()));
  }

  /** Whether the executor is excluded for all tasks of the set. */
  public boolean excludes(ExecutorState executor) {
    return !executors.isEmpty()
        && (executors.contains(executor) || hosts.contains(executor.host()));
  }

  /** Whether a task avoids the executor, as it failed there or nearby. */
  boolean excludes(int task, ExecutorState executor) {
    return count(byExecutor.get(executor), task) >= rules.taskPerExecutor()
        || count(byHost.get(executor.host()), task) >= rules.taskPerNode();
  }

  private static int count(Map<Integer, Integer> failures, int task) {
    return failures == null ? 0 : failures.getOrDefault(task, 0);
  }

  /** Executors excluded for the whole set. */
  public Collection<ExecutorState> executors() {
    return Collections.unmodifiableSet(executors);
  }

  /** Hosts excluded for the whole set. */
  public Collection<Host> hosts() {
    return Collections.unmodifiableSet(hosts);
  }

  /** How many different tasks failed on each executor. */
  public void forEachExecutor(BiConsumer<ExecutorState, Integer> to) {
    byExecutor.forEach((executor, tasks) -> to.accept(executor, tasks.size()));
  }
}
