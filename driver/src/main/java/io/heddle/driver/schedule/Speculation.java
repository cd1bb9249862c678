package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.driver.task.RunTimes;
import io.heddle.driver.task.SpeculationRules;
import io.heddle.driver.task.TaskSetState;
import io.heddle.protocol.executor.Heartbeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds running tasks that are slower than others of their stage, for a second attempt on another
 * host. Of the two the first success counts; the other one is ended, and whatever it says is not
 * listened to.
 *
 * <p>A task is slow when a part of its stage has finished and it has run for longer than a multiple
 * of the median. When it tells how many records it has read and is about as fast as the others, it
 * only has more to do, and a second attempt would take as long; then it is left alone until it has
 * run much longer.
 */
final class Speculation {
  private final Books books;
  private final SpeculationRules rules;
  private final Map<TaskSetState, RunTimes> times = new IdentityHashMap<>();

  /** How many records an attempt had read, and when that was. */
  private record Reading(long records, long atMillis) {}

  /** What the attempts on each executor told last, by task id. */
  private final Map<ExecutorState, Map<Long, Reading>> read = new HashMap<>();

  /** Both attempts of tasks that have two, by either's task id. */
  private final Map<Long, TaskAttempt> rival = new HashMap<>();

  private final Set<Long> dismissed = new HashSet<>();
  private final Map<TaskSetState, Long> enoughMillis = new IdentityHashMap<>();
  private long lookedMillis = Long.MIN_VALUE;

  Speculation(Books books, Stages stages) {
    this.books = books;
    this.rules = books.options.faults().speculation();
    stages.onSuccess(this::forget);
  }

  private void forget(TaskSetState tasks) {
    times.remove(tasks);
  }

  /** An attempt has been launched for a task of which another one runs. */
  void second(TaskAttempt attempt, TaskAttempt first) {
    rival.put(first.taskId(), attempt);
    rival.put(attempt.taskId(), first);
    books.report.notice(
        Failures.taskName(attempt)
            + " is slow on "
            + first.executor()
            + " and is tried on "
            + attempt.executor()
            + " too");
  }

  /** Whether another attempt of the same task was first, so that this one does not count. */
  boolean isDismissed(TaskAttempt attempt) {
    return !dismissed.isEmpty() && dismissed.contains(attempt.taskId());
  }

  /** An attempt does not run any more, however it ended. */
  void ended(TaskAttempt attempt) {
    if (!dismissed.isEmpty()) {
      dismissed.remove(attempt.taskId());
    }
    if (!rival.isEmpty()) {
      TaskAttempt other = rival.remove(attempt.taskId());
      if (other != null) {
        rival.remove(other.taskId());
      }
    }
  }

  /** An attempt has succeeded, and counts. To be called before {@link #ended}. */
  void succeeded(TaskAttempt attempt, long recordsRead) {
    if (!rules.enabled()) {
      return;
    }
    times
        .computeIfAbsent(attempt.taskSet(), tasks -> new RunTimes())
        .add(books.now - attempt.launchedMillis(), recordsRead);
    TaskAttempt other = rival.get(attempt.taskId());
    if (other != null) {
      dismiss(other, "another attempt of the task was first");
    }
  }

  /** An attempt that runs is ended and does not count any more. */
  void dismiss(TaskAttempt attempt, String reason) {
    if (dismissed.add(attempt.taskId())) {
      books.act(new SchedulerAction.KillTask(attempt.executor().id(), attempt.taskId(), reason));
    }
  }

  /** A sign of life says how far the attempts on an executor are. */
  void heard(ExecutorState executor, Heartbeat heartbeat) {
    if (!rules.enabled() || heartbeat.getRecordsReadCount() != heartbeat.getRunningTasksCount()) {
      return;
    }
    Map<Long, Reading> there = new HashMap<>();
    for (int i = 0; i < heartbeat.getRecordsReadCount(); i++) {
      there.put(heartbeat.getRunningTasks(i), new Reading(heartbeat.getRecordsRead(i), books.now));
    }
    read.put(executor, there);
  }

  /** Looks for slow tasks when it is time. */
  void tick(Stages stages, List<List<TaskAttempt>> byExecutor) {
    if (!rules.enabled()
        || lookedMillis != Long.MIN_VALUE && books.now - lookedMillis < rules.intervalMillis()) {
      return;
    }
    lookedMillis = books.now;
    read.keySet().removeIf(ExecutorState::isGone);
    enoughMillis.clear();
    for (StageState stage : stages.active()) {
      long enough = enoughFor(stage);
      if (enough < Long.MAX_VALUE) {
        enoughMillis.put(stage.taskSet(), enough);
      }
    }
    times.keySet().retainAll(Stages.setsOf(stages.active()));
    if (enoughMillis.isEmpty()) {
      return;
    }
    List<TaskAttempt> slow = new ArrayList<>();
    for (List<TaskAttempt> there : byExecutor) {
      for (int i = 0; there != null && i < there.size(); i++) {
        TaskAttempt attempt = there.get(i);
        Long enough = enoughMillis.get(attempt.taskSet());
        if (enough != null
            && books.now - attempt.launchedMillis() > enough
            && !isDismissed(attempt)
            && attempt.isCurrent()
            && isSlow(attempt, enough)) {
          slow.add(attempt);
        }
      }
    }
    slow.forEach(attempt -> attempt.taskSet().isSlow(attempt.task(), attempt.executor()));
  }

  /** How long a task of a stage may run without being looked at. */
  private long enoughFor(StageState stage) {
    TaskSetState tasks = stage.taskSet();
    if (tasks.running() == 0) {
      return Long.MAX_VALUE;
    }
    RunTimes done = times.get(tasks);
    int all = tasks.toRun();
    int needed = (int) Math.max(1, Math.ceil(rules.quantile() * all));
    if (done != null && done.total() >= needed) {
      return (long) Math.max(rules.multiplier() * done.medianMillis(), rules.minRuntimeMillis());
    }
    boolean small = all <= books.options.slotsEach();
    return small && rules.thresholdMillis() > 0 ? rules.thresholdMillis() : Long.MAX_VALUE;
  }

  private boolean isSlow(TaskAttempt attempt, long enough) {
    RunTimes done = times.get(attempt.taskSet());
    double usual = done == null ? 0 : done.recordsPerMilli();
    Reading last = read.getOrDefault(attempt.executor(), Map.of()).get(attempt.taskId());
    if (!rules.byRate() || usual == 0 || last == null || last.records() == 0) {
      return true;
    }
    double rate = (double) last.records() / Math.max(1, last.atMillis() - attempt.launchedMillis());
    return rate < rules.rateMultiplier() * usual
        || books.now - attempt.launchedMillis() > rules.longRunFactor() * enough;
  }
}
