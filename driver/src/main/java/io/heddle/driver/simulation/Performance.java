package io.heddle.driver.simulation;

import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.driver.task.TaskPreference.BlockKey;
import java.util.List;

/** Does in the simulated world what the scheduler wants done, after checking that it may. */
final class Performance implements SchedulerAction.Performer {
  private final World world;
  private final LaunchChecks launches;
  private final ResultChecks results;

  Performance(World world) {
    this.world = world;
    this.launches = new LaunchChecks(world);
    this.results = new ResultChecks(world);
  }

  private SimExecutor process(String executorId) {
    SimExecutor process = world.executors.get(executorId);
    return process != null && process.session() != null ? process : null;
  }

  @Override
  public void sendStageProgram(SchedulerAction.SendStageProgram action) {
    launches.programSent(action.executorId(), action.stageId());
    SimExecutor process = process(action.executorId());
    if (process != null) {
      process.session().down(s -> process.program(action.stageId()));
    }
  }

  @Override
  public void sendMapOutputs(SchedulerAction.SendMapOutputs action) {
    launches.tableSent(action.executorId(), action.table());
    SimExecutor process = process(action.executorId());
    if (process != null) {
      process.session().down(s -> process.table(action.table()));
    }
  }

  @Override
  public void launchTasks(SchedulerAction.LaunchTasks action) {
    for (Launch launch : action.launches()) {
      launches.check(action.executorId(), launch);
      world.ledger.launched(world.ledger.executor(action.executorId()), launch);
    }
    SimExecutor process = process(action.executorId());
    if (process != null) {
      process.session().down(s -> action.launches().forEach(process::launch));
    }
  }

  @Override
  public void killTask(SchedulerAction.KillTask action) {
    world.ledger.killed(action.executorId(), action.taskId());
    SimExecutor process = process(action.executorId());
    if (process != null) {
      process.session().down(s -> process.kill(action.taskId(), action.reason()));
    }
  }

  @Override
  public void answerCommit(SchedulerAction.AnswerCommit action) {
    // No task of this world commits by itself.
  }

  @Override
  public void forgetStage(SchedulerAction.ForgetStage action) {
    for (String executorId : action.executorIds()) {
      launches.programForgotten(executorId, action.stageId());
      SimExecutor process = process(executorId);
      if (process != null) {
        process.session().down(s -> process.forgetStage(action.stageId()));
      }
    }
  }

  @Override
  public void dropRdd(SchedulerAction.DropRdd action) {
    for (SimExecutor process : List.copyOf(world.executors.values())) {
      process.session().down(s -> process.dropRdd(action.rddId()));
    }
  }

  @Override
  public void dropShuffle(SchedulerAction.DropShuffle action) {
    world.ledger.shuffleDropped(action.shuffleId());
    world.workload.dropped(action.shuffleId());
    world.disks.drop(action.shuffleId());
  }

  @Override
  public void copyBlock(SchedulerAction.CopyBlock action) {
    SimExecutor process = process(action.executorId());
    if (process != null && world.machines.oneIn(2)) {
      BlockKey key = new BlockKey(action.block().rddId(), action.block().partition());
      process.session().down(s -> world.time.after(50, () -> copied(process, s, key)));
    }
  }

  private void copied(SimExecutor process, Session session, BlockKey key) {
    if (process.isAlive() && process.session() == session && session.isOpen()) {
      process.keep(key, 1);
    }
  }

  @Override
  public void demand(SchedulerAction.Demand action) {
    world.provider.demand(action.demand());
  }

  @Override
  public void releaseExecutor(SchedulerAction.ReleaseExecutor action) {
    world.ledger.released(action.executorId());
    SimExecutor process = process(action.executorId());
    if (process != null) {
      Session session = process.session();
      session.down(s -> world.time.after(10, () -> process.die("stopped", false)));
      session.tell("stopped: " + action.reason());
    }
    world.provider.release(action.executorId(), action.reason());
  }

  @Override
  public void taskResult(SchedulerAction.TaskResult action) {
    results.given(action);
  }

  @Override
  public void mergeAccumulators(SchedulerAction.MergeAccumulators action) {
    results.counted(action);
  }

  @Override
  public void completeJob(SchedulerAction.CompleteJob action) {
    results.completed(action.jobId());
  }

  @Override
  public void failJob(SchedulerAction.FailJob action) {
    results.failed(action.jobId(), action.cause());
  }

  @Override
  public void emitEvent(SchedulerAction.EmitEvent action) {}
}
