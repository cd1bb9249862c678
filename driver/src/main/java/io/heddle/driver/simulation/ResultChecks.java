package io.heddle.driver.simulation;

import io.heddle.driver.job.JobSpec;
import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.driver.stage.StageSpec;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.AccumulatorUpdate;

/** What must hold of results and of the ends of jobs. */
final class ResultChecks {
  private final World world;

  ResultChecks(World world) {
    this.world = world;
  }

  void given(SchedulerAction.TaskResult action) {
    int stageId = world.workload.job(action.jobId()).result().stageId();
    StageBook stage = world.ledger.stage(stageId);
    if (world.workload.hasEnded(action.jobId())) {
      Invariant.RIGHT_RESULT.violated("job " + action.jobId() + " gets a result after its end");
    }
    if (stage.has(action.position())) {
      Invariant.RIGHT_RESULT.violated(
          "result " + action.position() + " of job " + action.jobId() + " is given twice");
    }
    long value = TaskRunner.value(action.value());
    if (value != world.workload.truth(stageId, action.position())) {
      Invariant.RIGHT_RESULT.violated(
          "result " + action.position() + " of job " + action.jobId() + " is wrong");
    }
    stage.put(action.position(), 0, "", null);
  }

  void counted(SchedulerAction.MergeAccumulators action) {
    for (AccumulatorUpdate update : action.updates()) {
      StageBook stage = world.ledger.stage((int) update.getAccumulatorId());
      int task = (int) TaskRunner.value(update.getUpdate());
      if (stage.counted.get(task)) {
        Invariant.COUNTED_ONCE.violated(
            "what task " + task + " of stage " + stage.spec.stageId() + " added counts twice");
      }
      stage.counted.set(task);
    }
  }

  void completed(int jobId) {
    StageBook stage = world.ledger.stage(world.workload.job(jobId).result().stageId());
    if (!stage.isComplete()) {
      Invariant.RIGHT_RESULT.violated(
          "job " + jobId + " is complete without " + stage.missing + " of its results");
    }
    if (stage.counted.cardinality() != stage.spec.tasks()) {
      Invariant.COUNTED_ONCE.violated(
          "job " + jobId + " is complete, and not all that its tasks added was counted");
    }
    end(jobId);
  }

  private void end(int jobId) {
    if (world.workload.hasEnded(jobId)) {
      Invariant.JOBS_END.violated("job " + jobId + " ends twice");
    }
    world.workload.ended(jobId);
    world.ledger.progressAt = world.time.now();
  }

  void failed(int jobId, HeddleException cause) {
    if (!isJust(world.workload.job(jobId), cause.code())) {
      Invariant.JUST_FAILURE.violated("job " + jobId + " fails: " + cause.getMessage());
    }
    world.tally.jobsFailed++;
    world.tally.failures.merge(cause.code().name(), 1L, Long::sum);
    end(jobId);
  }

  private boolean isJust(JobSpec job, ErrorCode code) {
    Profile limits = world.profile;
    return switch (code) {
      case JOB_CANCELLED -> world.workload.isCancelled(job.jobId());
      case USER_CODE_FAILED -> mostFailures(job) >= limits.maxTaskFailures();
      case EXECUTORS_KEEP_FAILING ->
          mostFailures(job) >= limits.maxTaskFailures()
              || world.ledger.executorFailures > limits.maxExecutorFailures();
      case SHUFFLE_FETCH_FAILED -> mostFetchFailures(job) >= limits.maxStageAttempts();
      case EXCLUDED_EVERYWHERE -> limits.exclusion() && mostFailures(job) > 0;
      default -> false;
    };
  }

  private int mostFailures(JobSpec job) {
    int silent = 0; // what runs on such an executor has just failed
    long slack = 2_000 + 6_000L * world.scheduling.leaps(); // as far as a leap counts
    for (Ledger.Known executor : world.ledger.executors()) {
      long silence = world.time.now() - executor.heardAt;
      silent = silence >= world.profile.silenceMillis() - slack ? 1 : silent;
    }
    return silent + mostCounted(job);
  }

  private int mostCounted(JobSpec job) {
    int most = most(world.ledger.stage(job.result().stageId()).failures);
    for (StageSpec stage : job.mapStages()) {
      most = Math.max(most, most(world.ledger.stage(stage.stageId()).failures));
    }
    return most;
  }

  private static int most(int[] counts) {
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    return most;
  }

  private int mostFetchFailures(JobSpec job) {
    int most = world.ledger.stage(job.result().stageId()).fetchFailures;
    for (StageSpec stage : job.mapStages()) {
      most = Math.max(most, world.ledger.stage(stage.stageId()).fetchFailures);
    }
    return most;
  }
}
