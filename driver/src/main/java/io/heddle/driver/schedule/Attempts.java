package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import io.heddle.driver.shuffle.OutputPlace;
import io.heddle.driver.shuffle.ShuffleOutputs;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.driver.task.TaskSetState;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.MapOutputWritten;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskFailed;
import io.heddle.protocol.executor.TaskMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The attempts under way, and what their ends mean. An end is taken once, from the executor that
 * the attempt runs on; a report about any other attempt is left alone.
 */
final class Attempts {
  /** How long a failed task waits for another executor before it goes where it failed. */
  private static final long ELSEWHERE_MILLIS = 3_000;

  private final Books books;
  private final Stages stages;
  private final List<List<TaskAttempt>> byExecutor = new ArrayList<>();
  private Jobs jobs;
  private Exclusion exclusion;
  private Rollback rollback;
  private final Speculation speculation;
  private final Commits commits;

  Attempts(Books books, Stages stages, Speculation speculation) {
    this.books = books;
    this.stages = stages;
    this.speculation = speculation;
    this.commits = new Commits(books);
  }

  void connect(Jobs book, Exclusion places, Rollback readers) {
    jobs = book;
    exclusion = places;
    rollback = readers;
  }

  void began(TaskAttempt attempt) {
    if (attempt.taskSet().runsTwice(attempt.task())) {
      speculation.second(attempt, firstOf(attempt));
    }
    int index = attempt.executor().index();
    while (byExecutor.size() <= index) {
      byExecutor.add(null);
    }
    List<TaskAttempt> there = byExecutor.get(index);
    if (there == null) {
      there = new ArrayList<>(attempt.executor().slots());
      byExecutor.set(index, there);
    }
    there.add(attempt);
  }

  int size() {
    int size = 0;
    for (List<TaskAttempt> there : byExecutor) {
      size += there == null ? 0 : there.size();
    }
    return size;
  }

  /** The attempt that runs already for the task of a second one, which is not in the lists yet. */
  private TaskAttempt firstOf(TaskAttempt second) {
    for (List<TaskAttempt> there : byExecutor) {
      for (int i = 0; there != null && i < there.size(); i++) {
        TaskAttempt each = there.get(i);
        if (each.task() == second.task() && each.taskSet() == second.taskSet() && counts(each)) {
          return each;
        }
      }
    }
    throw new IllegalStateException("no first attempt beside " + second);
  }

  /** Whether an attempt's outcome matters to its stage. */
  private boolean counts(TaskAttempt attempt) {
    return attempt.isCurrent() && !speculation.isDismissed(attempt);
  }

  /** Looks for slow tasks. */
  void tick() {
    speculation.tick(stages, byExecutor);
    commits.tick();
  }

  /** An attempt wants to commit; one that does not run there is not answered. */
  void commitAsked(ExecutorState executor, long taskId) {
    for (TaskAttempt attempt : on(executor)) {
      if (attempt.taskId() == taskId) {
        commits.asked(attempt, counts(attempt));
      }
    }
  }

  /** An executor's process is gone for certain. */
  void processEnded(String executorId) {
    commits.processEnded(executorId);
  }

  private TaskAttempt remove(ExecutorState executor, long taskId) {
    List<TaskAttempt> there = on(executor);
    for (int i = 0; i < there.size(); i++) {
      if (there.get(i).taskId() == taskId) {
        return there.remove(i);
      }
    }
    return null;
  }

  private List<TaskAttempt> on(ExecutorState executor) {
    List<TaskAttempt> there =
        executor.index() < byExecutor.size() ? byExecutor.get(executor.index()) : null;
    return there == null ? List.of() : there;
  }

  /** An attempt's end was reported; returns whether that was news. */
  boolean ended(ExecutorState executor, TaskEnded report) {
    TaskAttempt attempt = remove(executor, report.getTaskId());
    if (attempt == null) {
      return false;
    }
    books.cluster.giveBack(executor, books.now);
    if (speculation.isDismissed(attempt)) {
      books.report.taskEnded(attempt, "KILLED", "it was not needed", report.getMetrics());
      speculation.ended(attempt);
      commits.ended(attempt, false);
      return true;
    }
    end(attempt, report);
    speculation.ended(attempt);
    commits.ended(attempt, report.hasResult());
    return true;
  }

  private void end(TaskAttempt attempt, TaskEnded report) {
    switch (report.getOutcomeCase()) {
      case MAP_OUTPUT -> mapOutput(attempt, report);
      case RESULT -> result(attempt, report);
      case FAILED -> failed(attempt, report);
      case FETCH_FAILED -> fetchFailed(attempt, report);
      case KILLED, OUTCOME_NOT_SET -> killed(attempt, report);
    }
  }

  private void succeeded(TaskAttempt attempt, TaskEnded report) {
    TaskMetrics metrics = report.getMetrics();
    speculation.succeeded(attempt, metrics.getInputRecords() + metrics.getShuffleReadRecords());
    attempt.stage().taskSet().succeeded(attempt.task());
  }

  private void mapOutput(TaskAttempt attempt, TaskEnded report) {
    books.report.taskEnded(attempt, "SUCCEEDED", "", report.getMetrics());
    MapOutputWritten written = report.getMapOutput();
    StageState stage = attempt.stage();
    ExecutorState executor = attempt.executor();
    ShuffleOutputs outputs = books.outputs.get(stage.spec().shuffleId());
    if (outputs == null) {
      return; // forgotten meanwhile
    }
    boolean again = outputs.wasMade(attempt.task());
    boolean taken =
        outputs.add(
            attempt.task(),
            written.getAttempt(),
            new OutputPlace(
                executor.host().name(),
                executor.shufflePort(),
                executor.shufflePort() == 0 ? executor.id() : ""),
            written.getSizes());
    boolean other =
        taken
            && (outputs.differs(attempt.task(), written.getChecksum())
                || again && stage.spec().indeterminate());
    if (taken) {
      SavedOutputs.written(books, attempt, report);
    }
    if (attempt.isCurrent()) {
      count(attempt, report);
      succeeded(attempt, report);
      books.progress.done();
      made(attempt, other);
    } else if (stage.taskSet() != null && stage.taskSet().isPending(attempt.task())) {
      // Launched for a job that was given up, and yet of use.
      count(attempt, report);
      stage.taskSet().fulfilled(attempt.task());
      books.progress.done();
      made(attempt, other);
    } else if (taken) {
      made(attempt, other);
    }
  }

  /** A map output has been taken. */
  private void made(TaskAttempt attempt, boolean other) {
    StageState stage = attempt.stage();
    books.reruns.made(stage.spec().shuffleId(), attempt.task());
    if (other) {
      rollback.changed(stage, attempt.task());
    }
    stages.finishIfDone(stage);
  }

  /** What runs of a stage has read what is not true any more: it is ended, and runs again. */
  void startOver(StageState stage, String reason) {
    for (List<TaskAttempt> there : byExecutor) {
      for (int i = 0; there != null && i < there.size(); i++) {
        TaskAttempt attempt = there.get(i);
        if (attempt.stage() == stage && !speculation.isDismissed(attempt)) {
          speculation.dismiss(attempt, reason);
          if (attempt.isCurrent()) {
            attempt.taskSet().requeue(attempt.task(), books.cluster, books.blocks);
            attempt.taskSet().because(attempt.task(), reason);
          }
        }
      }
    }
  }

  private void count(TaskAttempt attempt, TaskEnded report) {
    if (report.getAccumulatorsCount() > 0 && attempt.stage().countsNow(attempt.task())) {
      books.act(new SchedulerAction.MergeAccumulators(report.getAccumulatorsList()));
    }
  }

  private void result(TaskAttempt attempt, TaskEnded report) {
    books.report.taskEnded(attempt, "SUCCEEDED", "", report.getMetrics());
    if (!attempt.isCurrent()) {
      return;
    }
    StageState stage = attempt.stage();
    succeeded(attempt, report);
    books.progress.done();
    jobs.result(jobs.job(stage.jobs().first()), attempt.task(), report);
    stages.finishIfDone(stage);
  }

  private void failed(TaskAttempt attempt, TaskEnded report) {
    TaskFailed failure = report.getFailed();
    books.report.taskEnded(attempt, "FAILED", Failures.summary(failure), report.getMetrics());
    if (!attempt.isCurrent()) {
      return;
    }
    StageState stage = attempt.stage();
    exclusion.failed(attempt, failure);
    int times =
        stage.taskSet().failed(attempt.task(), attempt.executor(), books.now + ELSEWHERE_MILLIS);
    if (failure.getFatal() || times >= books.options.maxTaskFailures()) {
      jobs.failAllOf(stage, Failures.ofTask(attempt, failure, times));
      return;
    }
    books.report.notice(
        Failures.taskName(attempt)
            + " failed on "
            + attempt.executor()
            + " and is tried again: "
            + Failures.summary(failure));
    stage
        .taskSet()
        .because(
            attempt.task(), "failed on " + attempt.executor() + ": " + Failures.summary(failure));
    stages.recheck(stage, "map outputs lost");
  }

  private void killed(TaskAttempt attempt, TaskEnded report) {
    books.report.taskEnded(attempt, "KILLED", report.getKilled().getReason(), report.getMetrics());
    if (attempt.isCurrent()) {
      requeue(attempt, "ended on " + attempt.executor() + ": " + report.getKilled().getReason());
    }
  }

  private void fetchFailed(TaskAttempt attempt, TaskEnded report) {
    FetchFailed failure = report.getFetchFailed();
    String reason = Failures.summary(failure);
    books.report.taskEnded(attempt, "FETCH_FAILED", reason, report.getMetrics());
    boolean dropped =
        books.outputs.drop(failure.getShuffleId(), failure.getMapId(), failure.getMapAttempt());
    if (dropped) {
      exclusion.unreadable(failure.getHost(), reason);
    }
    StageState stage = attempt.stage();
    if (attempt.isCurrent()) {
      stage.taskSet().requeue(attempt.task(), books.cluster, books.blocks);
      stage.taskSet().because(attempt.task(), reason);
      if (stage.taskSet().countFetchFailure(attempt.task())
          > (long) books.options.maxStageAttempts() * books.options.maxTaskFailures()) {
        jobs.failAllOf(stage, Failures.ofFetch(stage, failure));
      } else if (dropped
          && stage.status() == StageState.Status.RUNNING
          && stage.countFailedAttempt() >= books.options.maxStageAttempts()) {
        jobs.failAllOf(stage, Failures.ofFetch(stage, failure));
      }
    }
    if (dropped) {
      Lost lost = new Lost(failure.getShuffleId(), new int[] {failure.getMapId()});
      books.reruns.lost(lost, Failures.unreadable(failure));
      stages.outputsLost(lost, reason);
      if (failure.getReason().equals("UNREACHABLE") && stage.unreachableAgain(failure.getHost())) {
        hostUnreachable(failure.getHost());
      }
    }
    if (attempt.isCurrent()) {
      stages.recheck(stage, reason);
    }
  }

  /**
   * A host could not be reached in two attempts of a stage: what else lies there would cost one
   * attempt after the other.
   */
  private void hostUnreachable(String host) {
    String reason = "host " + host + " cannot be reached";
    for (Lost lost : books.outputs.dropWhere(place -> place.host().equals(host))) {
      books.reruns.lost(lost, reason);
      stages.outputsLost(lost, reason);
    }
  }

  /** How long the tasks that run on an executor, and that count, have run together. */
  long spentOn(ExecutorState executor) {
    long millis = 0;
    for (TaskAttempt attempt : on(executor)) {
      if (counts(attempt)) {
        millis += 1 + books.now - attempt.launchedMillis();
      }
    }
    return millis;
  }

  /**
   * An executor is gone with what ran on it; returns the attempts that mattered.
   *
   * @param expected whether it was to go, so that what it ran was stopped rather than lost
   */
  List<TaskAttempt> lost(ExecutorState executor, String reason, boolean expected) {
    List<TaskAttempt> were = on(executor);
    if (!were.isEmpty()) {
      byExecutor.set(executor.index(), null);
    }
    List<TaskAttempt> counted = new ArrayList<>(were.size());
    for (TaskAttempt attempt : were) {
      books.report.taskEnded(attempt, expected ? "KILLED" : "LOST", reason, null);
      if (counts(attempt)) {
        counted.add(attempt);
        requeue(attempt, "executor " + executor + (expected ? " went: " : " is lost: ") + reason);
      }
      speculation.ended(attempt);
      commits.lost(attempt);
    }
    return counted;
  }

  private void requeue(TaskAttempt attempt, String reason) {
    attempt.taskSet().because(attempt.task(), reason);
    attempt.taskSet().requeue(attempt.task(), books.cluster, books.blocks);
    stages.recheck(attempt.stage(), "map outputs lost");
  }

  /** An executor died by itself: that is held against the tasks it was running. */
  void blame(List<TaskAttempt> attempts, String reason) {
    for (TaskAttempt attempt : attempts) {
      if (attempt.isCurrent()) {
        int times = attempt.taskSet().countFailure(attempt.task());
        if (times >= books.options.maxTaskFailures()) {
          HeddleException cause = Failures.ofExecutor(attempt, reason, times);
          jobs.failAllOf(attempt.stage(), cause);
        }
      }
    }
  }

  /** Ends an attempt when it runs; its task is queued again when that was reported. */
  void kill(long taskId, String reason) {
    for (List<TaskAttempt> there : byExecutor) {
      for (TaskAttempt attempt : there == null ? List.<TaskAttempt>of() : there) {
        if (attempt.taskId() == taskId) {
          books.act(new SchedulerAction.KillTask(attempt.executor().id(), taskId, reason));
          return;
        }
      }
    }
  }

  /** Ends the running attempts of sets that nobody needs; their slots come back when they end. */
  void kill(List<TaskSetState> abandoned) {
    if (abandoned.isEmpty()) {
      return;
    }
    Set<TaskSetState> sets = Collections.newSetFromMap(new IdentityHashMap<>());
    sets.addAll(abandoned);
    for (List<TaskAttempt> there : byExecutor) {
      for (TaskAttempt attempt : there == null ? List.<TaskAttempt>of() : there) {
        if (sets.contains(attempt.taskSet())) {
          books.act(
              new SchedulerAction.KillTask(
                  attempt.executor().id(), attempt.taskId(), "no job needs it any more"));
        }
      }
    }
  }
}
