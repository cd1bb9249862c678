package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.allocation.ExecutorTargets;
import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import io.heddle.driver.shuffle.OutputPlace;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.driver.task.TaskPreference;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Executors come and go.
 *
 * <p>An executor's stream breaks at once when its process dies; why it died is known later, from
 * the provider. Its tasks are queued again at the first, and the death is held against them at the
 * second, if the executor died by itself. When the provider says nothing for {@link
 * #VERDICT_MILLIS} the process is taken for one that lost its way, and released.
 */
final class Fleet {
  private static final long VERDICT_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 1_000;

  /** Tasks that ran on an executor whose stream broke, until the provider says why. */
  private static final class Suspect {
    final List<TaskAttempt> attempts;
    final long sinceMillis;
    boolean released;

    Suspect(List<TaskAttempt> attempts, long sinceMillis) {
      this.attempts = attempts;
      this.sinceMillis = sinceMillis;
    }
  }

  private final Books books;
  private final Stages stages;
  private final Attempts attempts;
  private final Jobs jobs;
  private final ExecutorTargets targets;
  private final Map<String, Suspect> suspects = new LinkedHashMap<>();
  private final Set<StageState> counted = new HashSet<>();
  private ExecutorDemand demanded;
  private long lookedMillis = Long.MIN_VALUE;
  private int failures;

  Fleet(Books books, Stages stages, Attempts attempts, Jobs jobs) {
    this.books = books;
    this.stages = stages;
    this.attempts = attempts;
    this.jobs = jobs;
    this.targets =
        new ExecutorTargets(
            books.options.executors(), books.options.slotsEach(), books.options.idleMillis());
  }

  void launching(SchedulerEvent.ExecutorLaunching event) {
    books.cluster.launching(event.executorId(), event.host(), event.rack());
    books.report.milestone("executor-launching", event.executorId());
  }

  void registered(SchedulerEvent.ExecutorRegistered event) {
    ExecutorState executor =
        books.cluster.add(
            event.executorId(),
            event.host(),
            event.rack(),
            event.slots(),
            event.shufflePort(),
            books.now);
    if (executor != null) {
      suspects.remove(event.executorId());
      books.report.executorAdded(executor, event);
      books.report.milestone("executor-registered", event.executorId());
      stages.active().forEach(stage -> stage.taskSet().clusterChanged());
    }
  }

  void disconnected(String executorId, String reason) {
    ExecutorState executor = books.cluster.get(executorId);
    if (executor != null) {
      List<TaskAttempt> were = lost(executor, reason, false);
      suspects.put(executorId, new Suspect(were, books.now));
    }
  }

  void ended(String executorId, String reason, boolean failed) {
    books.cluster.launchEnded(executorId);
    ExecutorState executor = books.cluster.get(executorId);
    Suspect suspect = suspects.remove(executorId);
    List<TaskAttempt> were = suspect == null ? List.of() : suspect.attempts;
    if (executor != null) {
      were = lost(executor, reason, failed);
    } else if (suspect != null || failed) {
      books.report.executorRemoved(executorId, reason, failed);
    }
    if (failed) {
      books.report.notice("executor " + executorId + " died: " + reason);
      attempts.blame(were, reason);
      failures++;
      if (failures > books.options.maxExecutorFailures()) {
        jobs.giveUp(
            new HeddleException(
                ErrorCode.EXECUTORS_KEEP_FAILING,
                failures + " executors died by themselves; the last: " + reason));
      }
    }
  }

  void draining(String executorId) {
    ExecutorState executor = books.cluster.get(executorId);
    if (executor != null) {
      books.cluster.drain(executor);
    }
  }

  private List<TaskAttempt> lost(ExecutorState executor, String reason, boolean failed) {
    books.cluster.remove(executor);
    stages.active().forEach(stage -> stage.taskSet().clusterChanged());
    books.blocks.lost(executor);
    books.report.executorRemoved(executor.id(), reason, failed);
    if (executor.shufflePort() == 0) {
      outputsGone(
          place -> place.executorId().equals(executor.id()),
          "executor " + executor.id() + " is gone: " + reason);
    }
    return attempts.lost(executor, reason);
  }

  void nodeLost(String host, String reason) {
    books.report.notice("node " + host + " is lost: " + reason);
    for (ExecutorState executor : List.copyOf(books.cluster.executors())) {
      if (executor.host().name().equals(host)) {
        disconnected(executor.id(), "node " + host + " is lost: " + reason);
      }
    }
    outputsGone(place -> place.host().equals(host), "node " + host + " is lost: " + reason);
  }

  private void outputsGone(Predicate<OutputPlace> gone, String reason) {
    // All are dropped before any stage is looked at: what runs must not read what is about to go.
    List<Lost> all = books.outputs.dropWhere(gone);
    for (Lost lost : all) {
      stages.outputsLost(lost, reason);
    }
  }

  void tick() {
    if (lookedMillis != Long.MIN_VALUE && books.now - lookedMillis < LOOK_MILLIS) {
      return;
    }
    lookedMillis = books.now;
    for (ExecutorState executor : List.copyOf(books.cluster.executors())) {
      long silent = books.now - executor.lastHeardMillis();
      if (silent >= books.options.silenceMillis()) {
        String reason = "silent for " + silent / 1000 + " s";
        attempts.blame(lost(executor, reason, true), reason);
        books.act(new SchedulerAction.ReleaseExecutor(executor.id(), reason));
      }
    }
    suspects.forEach(
        (id, suspect) -> {
          if (!suspect.released && books.now - suspect.sinceMillis >= VERDICT_MILLIS) {
            suspect.released = true;
            books.act(new SchedulerAction.ReleaseExecutor(id, "its stream broke"));
          }
        });
    letIdleGo();
  }

  private void letIdleGo() {
    Predicate<ExecutorState> kept = books.blocks::holdsBlocks;
    for (ExecutorState executor : targets.idle(books.cluster, work(), books.now, kept)) {
      books.cluster.drain(executor);
      books.act(
          new SchedulerAction.ReleaseExecutor(
              executor.id(), "without a task for " + books.options.idleMillis() / 1000 + " s"));
    }
  }

  private int work() {
    long tasks = 0;
    for (StageState stage : stages.active()) {
      tasks += stage.taskSet().pending() + stage.taskSet().running();
    }
    return (int) Math.min(Integer.MAX_VALUE, tasks);
  }

  /** Tells the provider what is wanted, when that is not what it was told last. */
  void demand() {
    targets.workFor(work());
    books.cluster.target(targets.target());
    boolean enough = books.cluster.usable() >= targets.target();
    if (demanded != null && demanded.total() == targets.target() && (enough || !workChanged())) {
      return;
    }
    Map<String, Integer> byHost = new HashMap<>();
    Map<String, Integer> byRack = new HashMap<>();
    if (!enough) {
      for (StageState stage : stages.active()) {
        stage.taskSet().forEachPending(preference -> count(preference, byHost, byRack));
      }
    }
    ExecutorDemand demand = new ExecutorDemand(targets.target(), byHost, byRack);
    if (!demand.equals(demanded)) {
      demanded = demand;
      books.act(new SchedulerAction.Demand(demand));
    }
  }

  private boolean workChanged() {
    List<StageState> active = new ArrayList<>(stages.active());
    counted.retainAll(active);
    return counted.addAll(active);
  }

  private static void count(
      TaskPreference preference, Map<String, Integer> byHost, Map<String, Integer> byRack) {
    Set<String> racks = new HashSet<>();
    for (HostLocation location : preference.hosts()) {
      byHost.merge(location.host(), 1, Integer::sum);
      if (!location.rack().isEmpty() && racks.add(location.rack())) {
        byRack.merge(location.rack(), 1, Integer::sum);
      }
    }
  }
}
