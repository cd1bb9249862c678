package io.heddle.driver.schedule;

import io.heddle.driver.job.JobState;
import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.StageState.Status;
import io.heddle.driver.task.TaskSetState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings stages to run when what they read is there, back to waiting when it was lost, and to rest
 * when they are done. {@link StageState} lists the transitions.
 *
 * <p>Holds at all times: a stage that is running and has pending tasks has all map outputs that
 * they read.
 */
final class Stages {
  /** The stages of older jobs first, and within a job those planned first. */
  private static final Comparator<StageState> ORDER =
      Comparator.<StageState>comparingInt(stage -> stage.jobs().first())
          .thenComparingInt(StageState::id);

  private final Books books;
  private final List<StageState> active = new ArrayList<>();
  private JobBook jobs;
  private Consumer<TaskSetState> onSuccess = tasks -> {};

  /** The jobs, as far as stages need them. */
  interface JobBook {
    JobState job(int jobId);

    void complete(JobState job);
  }

  Stages(Books books) {
    this.books = books;
  }

  void connect(JobBook book) {
    jobs = book;
  }

  /** Told of each set that has nothing left to do, before its stage rests. */
  void onSuccess(Consumer<TaskSetState> listener) {
    onSuccess = onSuccess.andThen(listener);
  }

  static Set<TaskSetState> setsOf(Collection<StageState> stages) {
    Set<TaskSetState> sets = Collections.newSetFromMap(new IdentityHashMap<>());
    stages.forEach(stage -> sets.add(stage.taskSet()));
    return sets;
  }

  /** Stages that are running, in the order in which they are given slots. Not a copy. */
  List<StageState> active() {
    return active;
  }

  /** Makes a stage, and whatever it lacks, run for a job. */
  void ensure(StageState wanted, JobState job) {
    Deque<StageState> todo = new ArrayDeque<>();
    Set<StageState> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    todo.push(wanted);
    while (!todo.isEmpty()) {
      StageState stage = todo.pop();
      if (!seen.add(stage)) {
        continue;
      }
      join(stage, job);
      if (stage.status() == Status.RUNNING) {
        continue;
      }
      List<StageState> missing = books.graph.missingParents(stage);
      if (missing.isEmpty()) {
        run(stage);
      } else {
        if (stage.status() == Status.IDLE) {
          stage.waitForParents();
          books.progress.known(missingTasks(stage).length);
        }
        missing.forEach(todo::push);
      }
    }
  }

  private void join(StageState stage, JobState job) {
    boolean listed = stage.status() == Status.RUNNING;
    if (listed) {
      active.remove(stage); // an older job may move it forward
    }
    stage.jobs().add(job.id());
    job.stages().add(stage);
    if (listed) {
      enlist(stage);
    }
  }

  private void enlist(StageState stage) {
    int at = Collections.binarySearch(active, stage, ORDER);
    active.add(at < 0 ? -at - 1 : at, stage);
  }

  private void run(StageState stage) {
    if (stage.status() == Status.RUNNING) {
      return;
    }
    TaskSetState tasks = stage.taskSet();
    if (tasks == null) {
      int[] missing = missingTasks(stage);
      if (stage.status() == Status.IDLE) {
        books.progress.known(missing.length);
      }
      tasks =
          new TaskSetState(
              stage.spec().tasks(),
              missing,
              stage.spec().preferences(),
              books.options.waits(),
              books.options.faults().exclusion(),
              books.cluster,
              books.blocks);
    }
    stage.run(tasks);
    enlist(stage);
    books.report.stageStarted(stage);
    finishIfDone(stage);
  }

  private int[] missingTasks(StageState stage) {
    return stage.spec().isResult()
        ? jobs.job(stage.jobs().first()).missing()
        : books.outputs.get(stage.spec().shuffleId()).missing();
  }

  /** After a task's end: ends the stage when that was the last. */
  void finishIfDone(StageState stage) {
    if (stage.taskSet() == null || !stage.taskSet().isDone()) {
      return;
    }
    active.remove(stage);
    onSuccess.accept(stage.taskSet());
    stage.rest();
    stage.succeeded();
    books.report.stageEnded(stage, true, "");
    if (stage.spec().isResult()) {
      jobs.complete(jobs.job(stage.jobs().first()));
      return;
    }
    for (StageState child : List.copyOf(stage.children())) {
      if (child.status() == Status.WAITING && books.graph.canRun(child)) {
        run(child);
      }
    }
  }

  /** Map outputs are gone: whoever needs them gets them made again. */
  void outputsLost(Lost lost, String reason) {
    StageState stage = books.graph.mapStage(lost.shuffleId());
    books.report.mapOutputsLost(stage, lost.maps().length, reason);
    SavedOutputs.dropped(books, stage, lost);
    if (stage.taskSet() != null) {
      for (int map : lost.maps()) {
        if (stage.taskSet().reopen(map, books.cluster, books.blocks)) {
          books.progress.known(1);
        }
      }
      recheck(stage, reason);
    }
    for (StageState child : List.copyOf(stage.children())) {
      if (child.status() == Status.WAITING) {
        ensureForAll(child);
      } else {
        recheck(child, reason);
      }
    }
  }

  /** After tasks became pending, or outputs were lost: a stage that cannot run them waits. */
  void recheck(StageState stage, String reason) {
    if (stage.status() == Status.RUNNING
        && stage.taskSet().pending() > 0
        && !books.graph.canRun(stage)) {
      active.remove(stage);
      stage.waitForParents();
      books.report.stageEnded(stage, false, reason);
      ensureForAll(stage);
    }
  }

  private void ensureForAll(StageState stage) {
    for (int jobId : List.copyOf(stage.jobs())) {
      ensure(stage, jobs.job(jobId));
    }
  }

  /**
   * A job has ended and needs none of its stages any more.
   *
   * @return stages that nobody needs now but that have running tasks, with these task sets
   */
  List<TaskSetState> leave(JobState job, String reason) {
    List<TaskSetState> abandoned = new ArrayList<>();
    for (StageState stage : job.stages()) {
      boolean listed = active.remove(stage);
      stage.jobs().remove(job.id());
      if (!stage.jobs().isEmpty()) {
        if (listed) {
          enlist(stage);
        }
        continue;
      }
      TaskSetState tasks = stage.taskSet();
      if (tasks != null) {
        books.progress.known(-(tasks.pending() + tasks.running()));
        if (stage.status() == Status.RUNNING) {
          books.report.stageEnded(stage, false, reason);
        }
        if (tasks.running() > 0) {
          abandoned.add(tasks);
        }
      } else if (stage.status() == Status.WAITING) {
        int[] missing = stage.spec().isResult() ? job.missing() : missingTasks(stage);
        books.progress.known(-missing.length);
      }
      stage.rest();
      forgetProgram(stage);
      if (stage.spec().isResult()) {
        books.graph.unlink(stage);
      }
    }
    return abandoned;
  }

  private void forgetProgram(StageState stage) {
    BitSet sentTo = stage.programSentTo();
    List<String> holders = new ArrayList<>();
    for (int i = sentTo.nextSetBit(0); i >= 0; i = sentTo.nextSetBit(i + 1)) {
      if (books.cluster.byIndex(i) != null) {
        holders.add(books.cluster.byIndex(i).id());
      }
    }
    sentTo.clear();
    if (!holders.isEmpty()) {
      books.act(new SchedulerAction.ForgetStage(stage.id(), holders));
    }
  }
}
