package io.heddle.driver.task;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.allocation.Host;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Where tasks of one set failed, and which executors and hosts are excluded for that. Each task
 * avoids places where it failed itself. The whole set avoids executors where several of its tasks
 * failed, and hosts with several such executors.
 *
 * <p>A failure may be the code's, the task's or the place's. As long as no task of the set has
 * succeeded it is likely the code's, unless it says itself that it is the place's; a task that
 * fails on two hosts is bad itself; neither is held against places. Owned by the scheduler.
 */
public final class FailedPlaces {
  private final ExclusionRules rules;
  private final Map<ExecutorState, Map<Integer, Integer>> byExecutor = new LinkedHashMap<>();
  private final Map<Host, Map<Integer, Integer>> byHost = new LinkedHashMap<>();
  private final Map<Integer, Host> hostOf = new HashMap<>();
  private final BitSet bad = new BitSet();

  /** Tasks held against executors. */
  private final Map<ExecutorState, Set<Integer>> against = new LinkedHashMap<>();

  private final Set<ExecutorState> executors = new LinkedHashSet<>();
  private final Set<Host> hosts = new LinkedHashSet<>();
  private boolean credible;

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

  /** From now on, and for what was before, failures are held against places. */
  void credible() {
    credible = true;
  }

  Newly failed(int task, ExecutorState executor, boolean otherHosts) {
    byExecutor.computeIfAbsent(executor, e -> new LinkedHashMap<>()).merge(task, 1, Integer::sum);
    byHost.computeIfAbsent(executor.host(), h -> new HashMap<>()).merge(task, 1, Integer::sum);
    Host first = hostOf.putIfAbsent(task, executor.host());
    if (first != null && first != executor.host()) {
      bad.set(task);
      against.values().forEach(tasks -> tasks.remove(task));
      executors.removeIf(each -> against.get(each).size() < rules.stageTasksPerExecutor());
      hosts.removeIf(host -> excludedOn(host) < rules.stageExecutorsPerNode());
    }
    if (bad.get(task)) {
      return Newly.NOTHING;
    }
    Set<Integer> tasks = against.computeIfAbsent(executor, e -> new HashSet<>());
    tasks.add(task);
    if (tasks.size() < rules.stageTasksPerExecutor() || !executors.add(executor)) {
      return Newly.NOTHING;
    }
    boolean tooMany = otherHosts && excludedOn(executor.host()) >= rules.stageExecutorsPerNode();
    return new Newly(credible, tooMany && hosts.add(executor.host()) && credible);
  }

  private int excludedOn(Host host) {
    int count = 0;
    for (ExecutorState each : executors) {
      count += each.host() == host ? 1 : 0;
    }
    return count;
  }

  /** Whether the executor is excluded for all tasks of the set. */
  public boolean excludes(ExecutorState executor) {
    return credible
        && !executors.isEmpty()
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

  /**
   * Whether executors of several hosts are excluded, so that it may not be the places after all.
   */
  boolean spansHosts() {
    Host one = null;
    for (ExecutorState executor : executors) {
      if (one != null && one != executor.host()) {
        return true;
      }
      one = executor.host();
    }
    return false;
  }

  /** Nothing is held against any place any more, but for each task's own failures. */
  void forgive() {
    against.clear();
    executors.clear();
    hosts.clear();
  }

  /** Executors excluded for the whole set. */
  public Collection<ExecutorState> executors() {
    return credible ? Collections.unmodifiableSet(executors) : Set.of();
  }

  /** Hosts excluded for the whole set. */
  public Collection<Host> hosts() {
    return credible ? Collections.unmodifiableSet(hosts) : Set.of();
  }

  /** How many different tasks failed on each executor that are not bad themselves. */
  public void forEachExecutor(BiConsumer<ExecutorState, Integer> to) {
    byExecutor.forEach(
        (executor, tasks) -> {
          int good = 0;
          for (int task : tasks.keySet()) {
            good += bad.get(task) ? 0 : 1;
          }
          to.accept(executor, good);
        });
  }
}
