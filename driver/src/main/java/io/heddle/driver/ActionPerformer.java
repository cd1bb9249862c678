package io.heddle.driver;

import io.heddle.driver.accumulator.AccumulatorMerger;
import io.heddle.driver.allocation.ExecutorProvider;
import io.heddle.driver.job.JobPlanner;
import io.heddle.driver.job.StageCode;
import io.heddle.driver.recovery.Recovery;
import io.heddle.driver.rpc.ExecutorServer;
import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.event.EventSink;
import io.heddle.protocol.executor.CopyBlock;
import io.heddle.protocol.executor.DropRdd;
import io.heddle.protocol.executor.DropShuffle;
import io.heddle.protocol.executor.ForgetStage;
import io.heddle.protocol.executor.HeldBlock;
import io.heddle.protocol.executor.KillTask;
import io.heddle.protocol.executor.LaunchTasks;
import io.heddle.protocol.executor.MayCommit;
import io.heddle.protocol.executor.StageProgram;
import io.heddle.protocol.executor.Task;
import io.heddle.protocol.executor.ToExecutor;

/** Does what the scheduler wants done. Used by the scheduler's thread. */
final class ActionPerformer implements SchedulerAction.Performer {
  private final ExecutorServer server;
  private final ExecutorProvider provider;
  private final JobPlanner planner;
  private final JobTickets tickets;
  private final AccumulatorMerger accumulators;
  private final EventSink events;
  private final Recovery recovery;

  ActionPerformer(
      ExecutorServer server,
      ExecutorProvider provider,
      JobPlanner planner,
      JobTickets tickets,
      AccumulatorMerger accumulators,
      EventSink events,
      Recovery recovery) {
    this.server = server;
    this.provider = provider;
    this.planner = planner;
    this.tickets = tickets;
    this.accumulators = accumulators;
    this.events = events;
    this.recovery = recovery;
  }

  private StageCode code(int stageId) {
    StageCode code = planner.code(stageId);
    if (code == null) {
      throw new HeddleException(ErrorCode.INTERNAL, "the code of stage " + stageId + " is gone");
    }
    return code;
  }

  @Override
  public void sendStageProgram(SchedulerAction.SendStageProgram action) {
    server.send(
        action.executorId(),
        ToExecutor.newBuilder()
            .setStageProgram(
                StageProgram.newBuilder()
                    .setStageId(action.stageId())
                    .setProgram(code(action.stageId()).program()))
            .build());
  }

  @Override
  public void sendMapOutputs(SchedulerAction.SendMapOutputs action) {
    server.send(action.executorId(), ToExecutor.newBuilder().setMapOutputs(action.table()).build());
  }

  @Override
  public void launchTasks(SchedulerAction.LaunchTasks action) {
    LaunchTasks.Builder tasks = LaunchTasks.newBuilder();
    for (SchedulerAction.Launch launch : action.launches()) {
      StageCode code = code(launch.stageId());
      tasks.addTasks(
          Task.newBuilder()
              .setTaskId(launch.taskId())
              .setStageId(launch.stageId())
              .setStageAttempt(launch.stageAttempt())
              .setPartition(code.partition(launch.task()))
              .setAttempt(launch.attempt())
              .setSplit(code.split(launch.task()))
              .setLocality(launch.locality().name())
              .addAllHeldElsewhere(
                  launch.heldElsewhere().stream().map(ActionPerformer::held).toList()));
    }
    server.send(action.executorId(), ToExecutor.newBuilder().setLaunchTasks(tasks).build());
  }

  private static HeldBlock held(SchedulerAction.Held block) {
    return HeldBlock.newBuilder()
        .setRddId(block.rddId())
        .setPartition(block.partition())
        .setHost(block.host())
        .setPort(block.port())
        .setBytes(block.bytes())
        .build();
  }

  @Override
  public void copyBlock(SchedulerAction.CopyBlock action) {
    server.send(
        action.executorId(),
        ToExecutor.newBuilder()
            .setCopyBlock(
                CopyBlock.newBuilder().setBlock(held(action.block())).setLevel(action.level()))
            .build());
  }

  @Override
  public void killTask(SchedulerAction.KillTask action) {
    server.send(
        action.executorId(),
        ToExecutor.newBuilder()
            .setKillTask(
                KillTask.newBuilder().setTaskId(action.taskId()).setReason(action.reason()))
            .build());
  }

  @Override
  public void answerCommit(SchedulerAction.AnswerCommit action) {
    server.send(
        action.executorId(),
        ToExecutor.newBuilder()
            .setMayCommit(
                MayCommit.newBuilder().setTaskId(action.taskId()).setAllowed(action.allowed()))
            .build());
  }

  @Override
  public void forgetStage(SchedulerAction.ForgetStage action) {
    ToExecutor message =
        ToExecutor.newBuilder()
            .setForgetStage(ForgetStage.newBuilder().setStageId(action.stageId()))
            .build();
    action.executorIds().forEach(executor -> server.send(executor, message));
  }

  @Override
  public void dropRdd(SchedulerAction.DropRdd action) {
    server.sendToAll(
        ToExecutor.newBuilder().setDropRdd(DropRdd.newBuilder().setRddId(action.rddId())).build());
  }

  @Override
  public void dropShuffle(SchedulerAction.DropShuffle action) {
    planner.forgetCode(action.stageId());
    recovery.shuffleDropped(action.shuffleId());
    server.sendToAll(
        ToExecutor.newBuilder()
            .setDropShuffle(DropShuffle.newBuilder().setShuffleId(action.shuffleId()))
            .build());
  }

  @Override
  public void saveOutput(SchedulerAction.SaveOutput action) {
    recovery.outputSaved(action.shuffleId(), action.output());
  }

  @Override
  public void dropSaved(SchedulerAction.DropSaved action) {
    recovery.outputsDropped(action.lost().shuffleId(), action.lost().maps());
  }

  @Override
  public void demand(SchedulerAction.Demand action) {
    provider.demand(action.demand());
  }

  @Override
  public void releaseExecutor(SchedulerAction.ReleaseExecutor action) {
    server.stop(action.executorId(), action.reason());
    provider.release(action.executorId(), action.reason());
  }

  @Override
  public void taskResult(SchedulerAction.TaskResult action) {
    tickets.give(action.jobId(), action.position(), action.value());
  }

  @Override
  public void mergeAccumulators(SchedulerAction.MergeAccumulators action) {
    accumulators.add(action.updates());
  }

  @Override
  public void completeJob(SchedulerAction.CompleteJob action) {
    end(action.jobId(), null);
  }

  @Override
  public void failJob(SchedulerAction.FailJob action) {
    end(action.jobId(), action.cause());
  }

  private void end(int jobId, HeddleException cause) {
    JobTicket ticket = tickets.end(jobId, cause);
    if (ticket != null) {
      planner.forgetCode(ticket.spec().result().stageId());
    }
  }

  @Override
  public void emitEvent(SchedulerAction.EmitEvent action) {
    events.accept(action.event());
  }
}
