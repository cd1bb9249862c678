package io.heddle.driver.schedule;

import com.google.protobuf.ByteString;
import io.heddle.conf.ApplicationSettings;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.job.JobState;
import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.task.TaskSetState;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.TaskEnded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Begins jobs and ends them. */
final class Jobs implements Stages.JobBook {
  private final Books books;
  private final Stages stages;
  private final Consumer<List<TaskSetState>> killer;
  private final Map<Integer, JobState> running = new LinkedHashMap<>();
  private final Map<Integer, String> cachedNames = new HashMap<>();
  private final SavedOutputs saved;
  private HeddleException givenUp;

  /**
   * @param killer ends the running tasks of sets that nobody needs
   */
  Jobs(Books books, Stages stages, Consumer<List<TaskSetState>> killer) {
    this.books = books;
    this.stages = stages;
    this.killer = killer;
    this.saved = new SavedOutputs(books);
    stages.connect(this);
  }

  @Override
  public JobState job(int jobId) {
    return running.get(jobId);
  }

  int size() {
    return running.size();
  }

  int cachedNames() {
    return cachedNames.size();
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  String cachedName(int rddId) {
    return cachedNames.getOrDefault(rddId, "");
  }

  void forgetCachedName(int rddId) {
    cachedNames.remove(rddId);
  }

  void submit(JobSpec spec) {
    if (givenUp != null) {
      books.act(new SchedulerAction.FailJob(spec.jobId(), givenUp));
      return;
    }
    cachedNames.putAll(spec.cachedNames());
    for (StageSpec stage : spec.mapStages()) {
      if (books.graph.addMapStage(stage)) {
        saved.takeOver(stage);
      }
    }
    StageState result = books.graph.addResultStage(spec.result());
    JobState job = new JobState(spec, result, books.options.pools().ofJob(spec.properties()));
    running.put(job.id(), job);
    result.jobs().add(job.id());
    report(job);
    if (job.isComplete()) { // no partitions were asked for
      job.stages().add(result);
      complete(job);
    } else {
      stages.ensure(result, job);
    }
  }

  private void report(JobState job) {
    if (!books.options.events()) {
      return;
    }
    // Stages below skipped ones are not even looked at, however long the lineage.
    Set<StageState> needed = new LinkedHashSet<>();
    Set<StageState> skipped = new LinkedHashSet<>();
    List<StageState> todo = new ArrayList<>(List.of(job.result()));
    while (!todo.isEmpty()) {
      StageState stage = todo.remove(todo.size() - 1);
      if (needed.add(stage)) {
        for (StageState parent : stage.parents()) {
          if (books.outputs.isComplete(parent.spec().shuffleId())) {
            skipped.add(parent);
          } else {
            todo.add(parent);
          }
        }
      }
    }
    List<StageState> inOrder = new ArrayList<>(needed);
    inOrder.sort(Comparator.comparingInt(StageState::id));
    books.report.jobStarted(job, inOrder, List.copyOf(skipped));
  }

  /** A task of a job's result stage ended. */
  void result(JobState job, int position, TaskEnded report) {
    ByteString value = report.getResult().getValue();
    if (!job.give(position, value.size())) {
      return;
    }
    if (report.getAccumulatorsCount() > 0) {
      books.act(new SchedulerAction.MergeAccumulators(report.getAccumulatorsList()));
    }
    if (job.resultBytes() > books.options.maxResultBytes()) {
      fail(
          job,
          new HeddleException(
              ErrorCode.RESULT_TOO_LARGE,
              "the results of "
                  + job.spec().action()
                  + " at "
                  + job.spec().callSite()
                  + " hold more than "
                  + ApplicationSettings.MAX_RESULT_SIZE.key()
                  + " = "
                  + books.options.maxResultBytes()
                  + " bytes"));
      return;
    }
    books.act(new SchedulerAction.TaskResult(job.id(), position, value));
  }

  @Override
  public void complete(JobState job) {
    running.remove(job.id());
    stages.leave(job, "");
    books.report.jobEnded(job, true, "");
    books.act(new SchedulerAction.CompleteJob(job.id()));
  }

  void fail(JobState job, HeddleException cause) {
    if (running.remove(job.id()) == null) {
      return;
    }
    List<TaskSetState> abandoned = stages.leave(job, cause.detail());
    books.report.jobEnded(job, false, cause.getMessage());
    books.act(new SchedulerAction.FailJob(job.id(), cause));
    killer.accept(abandoned);
  }

  /** Fails every job that needs a stage. */
  void failAllOf(StageState stage, HeddleException cause) {
    for (int jobId : List.copyOf(stage.jobs())) {
      fail(running.get(jobId), cause);
    }
  }

  void cancel(int jobId, HeddleException cause) {
    JobState job = running.get(jobId);
    if (job != null) {
      fail(job, cause);
    }
  }

  /** Fails the jobs that have needed a stage. */
  void cancelStage(int stageId, HeddleException cause) {
    for (JobState job : List.copyOf(running.values())) {
      if (job.stages().stream().anyMatch(stage -> stage.id() == stageId)) {
        fail(job, cause);
      }
    }
  }

  /** Fails all jobs there are and will be. */
  void giveUp(HeddleException cause) {
    if (givenUp == null) {
      givenUp = cause;
      List.copyOf(running.values()).forEach(job -> fail(job, cause));
    }
  }
}
