package io.heddle.driver.schedule;

import io.heddle.conf.SchedulingMode;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.job.JobState;
import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.protocol.event.AllocationChanged;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.ExecutorAdded;
import io.heddle.protocol.event.ExecutorExcluded;
import io.heddle.protocol.event.ExecutorHeartbeat;
import io.heddle.protocol.event.ExecutorRemoved;
import io.heddle.protocol.event.JobEnded;
import io.heddle.protocol.event.JobStarted;
import io.heddle.protocol.event.MapOutputsLost;
import io.heddle.protocol.event.Milestone;
import io.heddle.protocol.event.Notice;
import io.heddle.protocol.event.RddCached;
import io.heddle.protocol.event.RddUncached;
import io.heddle.protocol.event.StageEnded;
import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.event.StageStarted;
import io.heddle.protocol.event.TaskEnded;
import io.heddle.protocol.event.TaskStarted;
import io.heddle.protocol.executor.CachedBlock;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.TaskMetrics;
import java.util.List;

/** Puts what happens into events; into none when nobody listens. */
final class Reporter {
  private final Books books;
  private final boolean on;

  Reporter(Books books) {
    this.books = books;
    this.on = books.options.events();
  }

  private void emit(Event.Builder event) {
    books.act(new SchedulerAction.EmitEvent(event.setAtMillis(books.wallMillis).build()));
  }

  void jobStarted(JobState job, List<StageState> stages, List<StageState> skipped) {
    if (!on) {
      return;
    }
    JobStarted.Builder started =
        JobStarted.newBuilder()
            .setJobId(job.id())
            .setAction(job.spec().title())
            .setCallSite(job.spec().callSite());
    if (books.options.pools().mode() == SchedulingMode.FAIR) {
      started.setPool(job.pool().name());
    }
    skipped.forEach(stage -> started.addStages(info(stage, true)));
    stages.forEach(stage -> started.addStages(info(stage, false)));
    emit(Event.newBuilder().setJobStarted(started));
  }

  private static StageInfo.Builder info(StageState stage, boolean skipped) {
    StageSpec spec = stage.spec();
    StageInfo.Builder info =
        StageInfo.newBuilder()
            .setStageId(spec.stageId())
            .setName(spec.name())
            .setTasks(spec.tasks())
            .setSkipped(skipped)
            .addAllLineage(spec.lineage());
    stage.parents().forEach(parent -> info.addParents(parent.id()));
    return info;
  }

  void jobEnded(JobState job, boolean succeeded, String reason) {
    if (on) {
      emit(
          Event.newBuilder()
              .setJobEnded(
                  JobEnded.newBuilder()
                      .setJobId(job.id())
                      .setSucceeded(succeeded)
                      .setReason(reason)));
    }
  }

  void stageStarted(StageState stage) {
    if (on) {
      emit(
          Event.newBuilder()
              .setStageStarted(
                  StageStarted.newBuilder()
                      .setStageId(stage.id())
                      .setAttempt(stage.attempt())
                      .setTasks(stage.taskSet().pending())));
    }
  }

  void stageEnded(StageState stage, boolean succeeded, String reason) {
    if (on) {
      emit(
          Event.newBuilder()
              .setStageEnded(
                  StageEnded.newBuilder()
                      .setStageId(stage.id())
                      .setAttempt(stage.attempt())
                      .setSucceeded(succeeded)
                      .setReason(reason)));
    }
  }

  void taskStarted(TaskAttempt attempt, String reason) {
    if (on) {
      StageState stage = attempt.stage();
      emit(
          Event.newBuilder()
              .setTaskStarted(
                  TaskStarted.newBuilder()
                      .setTaskId(attempt.taskId())
                      .setStageId(stage.id())
                      .setStageAttempt(stage.attempt())
                      .setPartition(stage.spec().partitionOf().applyAsInt(attempt.task()))
                      .setAttempt(attempt.attempt())
                      .setExecutorId(attempt.executor().id())
                      .setHost(attempt.executor().host().name())
                      .setLocality(attempt.locality().name())
                      .setWantedLocal(attempt.taskSet().hasPreference(attempt.task()))
                      .setReason(reason)));
    }
  }

  void taskEnded(TaskAttempt attempt, String outcome, String reason, TaskMetrics metrics) {
    if (on) {
      TaskEnded.Builder ended =
          TaskEnded.newBuilder()
              .setTaskId(attempt.taskId())
              .setStageId(attempt.stage().id())
              .setOutcome(outcome)
              .setReason(reason);
      if (metrics != null) {
        ended.setMetrics(metrics);
      }
      emit(Event.newBuilder().setTaskEnded(ended));
    }
  }

  void executorAdded(ExecutorState executor, SchedulerEvent.ExecutorRegistered registered) {
    if (on) {
      emit(
          Event.newBuilder()
              .setExecutorAdded(
                  ExecutorAdded.newBuilder()
                      .setExecutorId(executor.id())
                      .setHost(executor.host().name())
                      .setRack(executor.host().rack() == null ? "" : executor.host().rack().name())
                      .setSlots(executor.slots())
                      .setContainerId(registered.containerId())
                      .setLogUrl(registered.logUrl())));
    }
  }

  void executorRemoved(String executorId, String reason, boolean failed) {
    if (on) {
      emit(
          Event.newBuilder()
              .setExecutorRemoved(
                  ExecutorRemoved.newBuilder()
                      .setExecutorId(executorId)
                      .setReason(reason)
                      .setFailed(failed)));
    }
  }

  /**
   * @param reason why it gets no tasks; empty when it gets them again
   */
  void excluded(ExecutorState executor, String reason) {
    if (on) {
      emit(
          Event.newBuilder()
              .setExecutorExcluded(
                  ExecutorExcluded.newBuilder().setExecutorId(executor.id()).setReason(reason)));
    }
  }

  void heartbeat(ExecutorState executor, Heartbeat heartbeat) {
    if (on) {
      emit(
          Event.newBuilder()
              .setExecutorHeartbeat(
                  ExecutorHeartbeat.newBuilder()
                      .setExecutorId(executor.id())
                      .setHeartbeat(heartbeat)));
    }
  }

  void mapOutputsLost(StageState stage, int count, String reason) {
    if (on) {
      emit(
          Event.newBuilder()
              .setMapOutputsLost(
                  MapOutputsLost.newBuilder()
                      .setShuffleId(stage.spec().shuffleId())
                      .setStageId(stage.id())
                      .setCount(count)
                      .setReason(reason)));
    }
  }

  void cached(CachedBlock block, String name, ExecutorState executor) {
    if (on) {
      emit(
          Event.newBuilder()
              .setRddCached(
                  RddCached.newBuilder()
                      .setRddId(block.getRddId())
                      .setName(name)
                      .setPartition(block.getPartition())
                      .setExecutorId(executor.id())
                      .setMemoryBytes(block.getMemoryBytes())
                      .setDiskBytes(block.getDiskBytes())
                      .setLevel(block.getLevel())));
    }
  }

  void uncached(int rddId) {
    if (on) {
      emit(Event.newBuilder().setRddUncached(RddUncached.newBuilder().setRddId(rddId)));
    }
  }

  void allocation(Allocation.Standing standing) {
    if (on) {
      emit(
          Event.newBuilder()
              .setAllocationChanged(
                  AllocationChanged.newBuilder()
                      .setTarget(standing.target())
                      .setAsked(standing.asked())
                      .setGranted(standing.granted())
                      .setRunning(standing.running())
                      .setDraining(standing.draining())
                      .setWaiting(standing.waiting())));
    }
  }

  void notice(String text) {
    if (on) {
      emit(Event.newBuilder().setNotice(Notice.newBuilder().setText(text)));
    }
  }

  void milestone(String name, String subject) {
    if (on) {
      emit(
          Event.newBuilder()
              .setMilestone(
                  Milestone.newBuilder()
                      .setName(name)
                      .setSubject(subject)
                      .setMillis(books.wallMillis)));
    }
  }
}
