package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import io.heddle.driver.shuffle.OutputPlace;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** After that, a provider that was told to release an executor has never heard of it. */
  private static final long FORGET_MILLIS = 70_000;

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
  private final Allocation allocation;
  private final Preemption preemption;
  private final Exclusion exclusion;
  private final Map<String, Suspect> suspects = new LinkedHashMap<>();
  private long lookedMillis = Long.MIN_VALUE;
  private int failures;

  Fleet(
      Books books,
      Stages stages,
      Attempts attempts,
      Jobs jobs,
      Allocation allocation,
      Preemption preemption,
      Exclusion exclusion) {
    this.books = books;
    this.stages = stages;
    this.attempts = attempts;
    this.jobs = jobs;
    this.allocation = allocation;
    this.preemption = preemption;
    this.exclusion = exclusion;
  }

  int suspects() {
    return suspects.size();
  }

  void launching(SchedulerEvent.ExecutorLaunching event) {
    books.cluster.launching(event.executorId(), event.host(), event.rack(), books.now);
    books.report.milestone("executor-launching", event.executorId());
  }

  void registered(SchedulerEvent.ExecutorRegistered event) {
    if (books.releases.refuses(event.executorId())) {
      return;
    }
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
      exclusion.registered(executor);
      books.report.milestone("executor-registered", event.executorId());
      stages.active().forEach(stage -> stage.taskSet().clusterChanged());
      preemption.registered(executor);
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
    books.releases.ended(executorId);
    preemption.ended(executorId);
    if (failed) {
      books.report.notice("executor " + executorId + " died: " + reason);
      attempts.blame(were, reason);
      countFailure(reason);
    }
  }

  private void countFailure(String reason) {
    failures++;
    int most = books.options.maxExecutorFailures();
    if (failures > (most > 0 ? most : Math.max(3, 2L * allocation.mostWanted()))) {
      jobs.giveUp(
          new HeddleException(
              ErrorCode.EXECUTORS_KEEP_FAILING,
              failures + " executors died by themselves; the last: " + reason));
    }
  }

  private List<TaskAttempt> lost(ExecutorState executor, String reason, boolean failed) {
    books.cluster.remove(executor);
    stages.active().forEach(stage -> stage.taskSet().clusterChanged());
    books.blocks.lost(executor);
    exclusion.gone(executor);
    books.report.executorRemoved(executor.id(), reason, failed);
    if (executor.shufflePort() == 0) {
      outputsGone(
          place -> place.executorId().equals(executor.id()),
          "executor " + executor.id() + " is gone: " + reason);
    }
    return attempts.lost(executor, reason, preemption.isExpected(executor));
  }

  void nodeLost(String host, String reason) {
    books.report.notice("node " + host + " is lost: " + reason);
    for (ExecutorState executor : List.copyOf(books.cluster.executors())) {
      if (executor.host().name().equals(host)) {
        disconnected(executor.id(), "node " + host + " is lost: " + reason);
      }
    }
    preemption.nodeSettled(host);
    outputsGone(place -> place.host().equals(host), "node " + host + " is lost: " + reason);
  }

  private void outputsGone(Predicate<OutputPlace> gone, String reason) {
    // All are dropped before any stage is looked at: what runs must not read what is about to go.
    List<Lost> all = books.outputs.dropWhere(gone);
    for (Lost lost : all) {
      books.reruns.lost(lost, reason);
      stages.outputsLost(lost, reason);
    }
  }

  void tick() {
    allocation.tick();
    if (lookedMillis != Long.MIN_VALUE && books.now - lookedMillis < LOOK_MILLIS) {
      return;
    }
    lookedMillis = books.now;
    for (ExecutorState executor : List.copyOf(books.cluster.executors())) {
      long silent = books.now - executor.lastHeardMillis();
      if (silent >= books.options.silenceMillis()) {
        String reason = "silent for " + silent / 1000 + " s";
        attempts.blame(lost(executor, reason, true), reason);
        books.releases.release(executor.id(), reason);
      }
    }
    suspects.forEach(
        (id, suspect) -> {
          if (!suspect.released && books.now - suspect.sinceMillis >= VERDICT_MILLIS) {
            suspect.released = true;
            books.releases.release(id, "its stream broke");
          }
        });
    books.releases.tick();
    suspects.values().removeIf(suspect -> books.now - suspect.sinceMillis >= FORGET_MILLIS);
    giveUpLaunches();
    allocation.letIdleGo();
  }

  /** Containers in which no executor came up: without their end, nobody would ask for others. */
  private void giveUpLaunches() {
    long limit = books.options.allocation().launchMillis();
    for (String id : books.cluster.launchingSince(books.now - limit)) {
      String reason = "did not register within " + limit / 1000 + " s";
      books.cluster.launchEnded(id);
      books.report.notice("executor " + id + " " + reason);
      books.releases.release(id, reason);
      countFailure(reason);
    }
  }
}
