package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.allocation.Host;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.driver.task.ExclusionRules;
import io.heddle.driver.task.FailedPlaces;
import io.heddle.driver.task.TaskSetState;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.TaskFailed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is given no tasks because tasks failed there. Failures count for their task and their stage
 * at once ({@link FailedPlaces}), and for the application when their stage has succeeded: then it
 * was the place that was bad, and not the code. What is excluded for the application comes back
 * after a while. A process that dies is not held against its host; that is counted by {@link
 * Fleet}.
 *
 * <p>Exclusion never leaves a task without a place for good:
 *
 * <ul>
 *   <li>A task that has failed on each executor that would take it may go back to one of them: it
 *       is more likely to be bad itself, and its failures are limited.
 *   <li>When all executors are excluded for a stage, and they are on several hosts, it is likely
 *       not the hosts, and they are taken back.
 *   <li>When all executors are excluded otherwise, one of those that run nothing is let go, so that
 *       the provider gives another one, not on an excluded host; one at a time.
 *   <li>When that has brought nothing for {@link ExclusionRules#unschedulableMillis}, the jobs that
 *       need the stage fail.
 * </ul>
 */
final class Exclusion {
  private static final long LOOK_MILLIS = 500;

  /** How long a fresh executor may take before another one is let go for the same reason. */
  private static final long REPLACE_MILLIS = 10_000;

  private final Books books;
  private final Stages stages;
  private final Jobs jobs;
  private final ExclusionRules rules;
  private final Map<ExecutorState, Deque<Long>> failures = new HashMap<>();
  private final Map<ExecutorState, Long> executors = new LinkedHashMap<>();
  private final Map<Host, Long> hosts = new LinkedHashMap<>();

  /** Hosts that executors have been on: one of them is never excluded. */
  private final Set<Host> used = new HashSet<>();

  private final Map<TaskSetState, Long> strandedSince = new HashMap<>();
  private final Map<TaskSetState, String> lastFailure = new HashMap<>();
  private long lookedMillis = Long.MIN_VALUE;
  private long nextEndMillis = Long.MAX_VALUE;
  private long replacedMillis = -REPLACE_MILLIS;
  private Set<String> excludedHosts = Set.of();

  Exclusion(Books books, Stages stages, Jobs jobs) {
    this.books = books;
    this.stages = stages;
    this.jobs = jobs;
    this.rules = books.options.faults().exclusion();
    stages.onSuccess(this::succeeded);
  }

  /** A task failed, by no fault of other tasks or executors. */
  void failed(TaskAttempt attempt, TaskFailed failure) {
    String why = Failures.summary(failure);
    if (!rules.enabled()) {
      return;
    }
    TaskSetState tasks = attempt.taskSet();
    ExecutorState executor = attempt.executor();
    FailedPlaces.Newly newly =
        tasks.exclude(attempt.task(), executor, used.size() > 1, isPlaces(failure));
    lastFailure.put(tasks, why);
    if (newly.executor()) {
      books.report.notice(
          "executor " + executor + " gets no more tasks of " + attempt.stage() + ": " + why);
    }
    if (newly.host()) {
      books.report.notice(
          "host "
              + executor.host().name()
              + " gets no more tasks of "
              + attempt.stage()
              + ", as several of its executors failed");
    }
  }

  /** Whether a failure says itself that it is not the code's. */
  private static boolean isPlaces(TaskFailed failure) {
    return failure.getErrorCode() == ErrorCode.DISK_FULL.number();
  }

  /** A host's map outputs cannot be fetched. */
  void unreadable(String host, String why) {
    if (rules.enabled() && rules.fetchFailures() && !host.isEmpty()) {
      excludeHost(books.cluster.host(host, ""), why);
    }
  }

  /** A stage has succeeded: what failed in it is held against the places. */
  private void succeeded(TaskSetState tasks) {
    strandedSince.remove(tasks);
    lastFailure.remove(tasks);
    if (tasks.failedPlaces() != null) {
      tasks.failedPlaces().forEachExecutor(this::countFailures);
    }
  }

  private void countFailures(ExecutorState executor, int tasks) {
    if (executor.isGone()) {
      return;
    }
    Deque<Long> ends = failures.computeIfAbsent(executor, e -> new ArrayDeque<>());
    while (!ends.isEmpty() && ends.peekFirst() <= books.now) {
      ends.removeFirst();
    }
    for (int i = 0; i < tasks && ends.size() < rules.applicationTasksPerExecutor(); i++) {
      ends.addLast(books.now + rules.timeoutMillis());
    }
    if (ends.size() >= rules.applicationTasksPerExecutor()) {
      exclude(executor, ends.size() + " tasks failed on it");
    }
  }

  private void exclude(ExecutorState executor, String why) {
    long until = books.now + rules.timeoutMillis();
    failures.remove(executor);
    nextEndMillis = Math.min(nextEndMillis, until);
    if (executors.put(executor, until) == null) {
      executor.exclude(true);
      books.report.excluded(executor, why);
      books.report.notice(
          "executor "
              + executor
              + " is excluded for "
              + rules.timeoutMillis() / 1000
              + " s: "
              + why);
    }
    int onHost = 0;
    for (ExecutorState each : executors.keySet()) {
      onHost += each.host() == executor.host() ? 1 : 0;
    }
    if (onHost >= rules.applicationExecutorsPerNode()) {
      excludeHost(executor.host(), onHost + " of its executors are excluded");
    }
  }

  private void excludeHost(Host host, String why) {
    if (!hosts.containsKey(host) && used.size() - hosts.size() <= 1) {
      return; // one is left, whatever it is like
    }
    long until = books.now + rules.timeoutMillis();
    nextEndMillis = Math.min(nextEndMillis, until);
    if (hosts.put(host, until) != null) {
      return;
    }
    books.report.notice(
        "host " + host.name() + " is excluded for " + rules.timeoutMillis() / 1000 + " s: " + why);
    for (ExecutorState executor : books.cluster.executors()) {
      if (executor.host() == host && !executor.isExcluded()) {
        executor.exclude(true);
        books.report.excluded(executor, "its host is excluded: " + why);
      }
    }
  }

  /** An executor has come; on an excluded host it gets no tasks either. */
  void registered(ExecutorState executor) {
    used.add(executor.host());
    if (hosts.containsKey(executor.host())) {
      executor.exclude(true);
      books.report.excluded(executor, "its host is excluded");
    }
  }

  /** An executor is gone; that it was bad still counts for its host. */
  void gone(ExecutorState executor) {
    failures.remove(executor);
  }

  void tick() {
    if (!rules.enabled()) {
      return;
    }
    if (books.now >= nextEndMillis) {
      lift();
    }
    if (lookedMillis == Long.MIN_VALUE || books.now - lookedMillis >= LOOK_MILLIS) {
      lookedMillis = books.now;
      helpStranded();
      findHosts();
    }
  }

  private void lift() {
    nextEndMillis = Long.MAX_VALUE;
    hosts
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = ends(entry.getValue());
              if (over) {
                books.report.notice("host " + entry.getKey().name() + " is not excluded any more");
              }
              return over;
            });
    executors.entrySet().removeIf(entry -> ends(entry.getValue()));
    for (ExecutorState executor : books.cluster.executors()) {
      if (executor.isExcluded()
          && !executors.containsKey(executor)
          && !hosts.containsKey(executor.host())) {
        executor.exclude(false);
        books.report.excluded(executor, "");
        books.report.notice("executor " + executor + " is not excluded any more");
      }
    }
    stages.active().forEach(stage -> stage.taskSet().clusterChanged());
  }

  private boolean ends(long until) {
    if (until <= books.now) {
      return true;
    }
    nextEndMillis = Math.min(nextEndMillis, until);
    return false;
  }

  /** Hosts on which another executor would be of no use; as of the last tick or exclusion. */
  Set<String> excludedHosts() {
    return excludedHosts;
  }

  private void findHosts() {
    Set<String> names = new TreeSet<>();
    Set<String> suspects = new TreeSet<>();
    for (Host host : hosts.keySet()) {
      names.add(host.name());
    }
    for (StageState stage : stages.active()) {
      FailedPlaces places = stage.taskSet().failedPlaces();
      if (places != null) {
        for (Host host : places.hosts()) {
          names.add(host.name());
        }
        if (strandedSince.containsKey(stage.taskSet())) {
          places.executors().forEach(executor -> suspects.add(executor.host().name()));
        }
      }
    }
    // Another executor of the same host is better than none.
    suspects.addAll(names);
    if (suspects.size() < used.size()) {
      names = suspects;
    }
    if (!names.equals(excludedHosts)) {
      excludedHosts = names;
    }
  }

  private void helpStranded() {
    if (!strandedSince.isEmpty() || !lastFailure.isEmpty()) {
      Set<TaskSetState> now = Stages.setsOf(stages.active());
      strandedSince.keySet().retainAll(now);
      lastFailure.keySet().retainAll(now);
    }
    List<StageState> lost = new ArrayList<>();
    for (StageState stage : stages.active()) {
      TaskSetState tasks = stage.taskSet();
      if (tasks.pending() == 0 || !isStranded(stage, tasks)) {
        strandedSince.remove(tasks);
        continue;
      }
      Long since = strandedSince.putIfAbsent(tasks, books.now);
      if (since != null && books.now - since >= rules.unschedulableMillis()) {
        lost.add(stage);
      } else {
        replaceOne();
      }
    }
    lost.forEach(stage -> jobs.failAllOf(stage, nowhere(stage)));
  }

  /** Whether no executor takes tasks of the set; a single task that has nowhere to go is helped. */
  private boolean isStranded(StageState stage, TaskSetState tasks) {
    FailedPlaces places = tasks.failedPlaces();
    if (places == null && executors.isEmpty() && hosts.isEmpty()) {
      return false;
    }
    List<ExecutorState> fit = new ArrayList<>();
    for (ExecutorState executor : books.cluster.executors()) {
      if (!executor.isDraining()
          && !executor.isExcluded()
          && (places == null || !places.excludes(executor))) {
        fit.add(executor);
        if (!tasks.hasRetries()) {
          return false;
        }
      }
    }
    if (fit.isEmpty() && tasks.forgivePlaces()) {
      books.report.notice(
          "tasks of " + stage + " failed on all executors: it is not held against these any more");
      return false;
    }
    if (fit.isEmpty()) {
      return books.cluster.size() > 0 || strandedSince.containsKey(tasks);
    }
    if (books.cluster.launchingCount() == 0) {
      for (int task = tasks.stranded(fit); task >= 0; task = tasks.stranded(fit)) {
        tasks.allowAnywhere(task);
      }
    }
    return false;
  }

  /** Lets one executor go that is excluded and runs nothing, unless others are on their way. */
  private void replaceOne() {
    if (books.cluster.launchingCount() > 0 || books.now - replacedMillis < REPLACE_MILLIS) {
      return;
    }
    for (ExecutorState executor : books.cluster.executors()) {
      if (executor.isIdle() && !executor.isDraining()) {
        replacedMillis = books.now;
        books.cluster.drain(executor);
        books.report.notice(
            "executor " + executor + " is let go for another one: pending tasks may not run on it");
        books.releases.release(executor.id(), "excluded, and another executor is needed");
        return;
      }
    }
  }

  private HeddleException nowhere(StageState stage) {
    StringBuilder where = new StringBuilder();
    FailedPlaces places = stage.taskSet().failedPlaces();
    Set<String> names = new TreeSet<>();
    hosts.keySet().forEach(host -> names.add("host " + host.name()));
    if (places != null) {
      places.hosts().forEach(host -> names.add("host " + host.name()));
      places.executors().forEach(executor -> names.add("executor " + executor));
    }
    executors.keySet().forEach(executor -> names.add("executor " + executor));
    names.stream()
        .limit(10)
        .forEach(name -> where.append(where.isEmpty() ? "" : ", ").append(name));
    if (names.size() > 10) {
      where.append(" and ").append(names.size() - 10).append(" more");
    }
    String last = lastFailure.get(stage.taskSet());
    return new HeddleException(
        ErrorCode.EXCLUDED_EVERYWHERE,
        "the tasks of "
            + stage
            + " may run nowhere, and no other executor came in "
            + rules.unschedulableMillis() / 1000
            + " s; excluded are "
            + where
            + (last == null ? "" : "; the last failure: " + last));
  }
}
