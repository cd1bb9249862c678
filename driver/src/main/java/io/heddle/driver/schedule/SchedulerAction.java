package io.heddle.driver.schedule;

import com.google.protobuf.ByteString;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.recovery.SavedOutput;
import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import io.heddle.driver.task.Locality;
import io.heddle.error.HeddleException;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.AccumulatorUpdate;
import io.heddle.protocol.executor.MapOutputs;
import java.util.List;

/** What the scheduler wants done, to be performed in the order given. */
public sealed interface SchedulerAction {
  void performBy(Performer performer);

  /** Called by exactly one method for each kind of action. */
  interface Performer {
    void sendStageProgram(SendStageProgram action);

    void sendMapOutputs(SendMapOutputs action);

    void launchTasks(LaunchTasks action);

    void killTask(KillTask action);

    void answerCommit(AnswerCommit action);

    void forgetStage(ForgetStage action);

    void dropRdd(DropRdd action);

    void dropShuffle(DropShuffle action);

    void demand(Demand action);

    void releaseExecutor(ReleaseExecutor action);

    void taskResult(TaskResult action);

    void copyBlock(CopyBlock action);

    void mergeAccumulators(MergeAccumulators action);

    void completeJob(CompleteJob action);

    void failJob(FailJob action);

    void emitEvent(EmitEvent action);

    /** Nothing, where no later attempt of the application would read it. */
    default void saveOutput(SaveOutput action) {}

    /** As {@link #saveOutput}. */
    default void dropSaved(DropSaved action) {}
  }

  /** Sends a stage's program, which the executor does not have. */
  record SendStageProgram(String executorId, int stageId) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.sendStageProgram(this);
    }
  }

  /** Sends a shuffle's table, which the executor has not or only of an earlier epoch. */
  record SendMapOutputs(String executorId, MapOutputs table) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.sendMapOutputs(this);
    }
  }

  /** Starts tasks on free slots of one executor. */
  record LaunchTasks(String executorId, List<Launch> launches) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.launchTasks(this);
    }
  }

  /**
   * One attempt to start.
   *
   * @param task index in the stage
   */
  record Launch(
      long taskId,
      int stageId,
      int stageAttempt,
      int task,
      int attempt,
      Locality locality,
      List<Held> heldElsewhere) {
    public Launch {
      heldElsewhere = List.copyOf(heldElsewhere);
    }
  }

  /**
   * A cached block on an executor, for its peers.
   *
   * @param port of the holder's peer service
   * @param bytes about how many
   */
  record Held(int rddId, int partition, String host, int port, long bytes) {}

  /** Has an executor keep a copy of a block that another one holds. */
  record CopyBlock(String executorId, Held block, String level) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.copyBlock(this);
    }
  }

  /** Ends an attempt that nobody waits for. */
  record KillTask(String executorId, long taskId, String reason) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.killTask(this);
    }
  }

  /** Tells an attempt that asked whether it may commit what it wrote. */
  record AnswerCommit(String executorId, long taskId, boolean allowed) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.answerCommit(this);
    }
  }

  /** Tells the executors that hold a stage's program to drop it. */
  record ForgetStage(int stageId, List<String> executorIds) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.forgetStage(this);
    }
  }

  /** Tells all executors to drop an RDD's blocks. */
  record DropRdd(int rddId) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.dropRdd(this);
    }
  }

  /** Tells all executors to drop a shuffle's files; the code of the stage that wrote it can go. */
  record DropShuffle(int shuffleId, int stageId) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.dropShuffle(this);
    }
  }

  /** Tells the provider what executors are wanted. */
  record Demand(ExecutorDemand demand) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.demand(this);
    }
  }

  /** Ends an executor. */
  record ReleaseExecutor(String executorId, String reason) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.releaseExecutor(this);
    }
  }

  /** Gives a job one result. */
  record TaskResult(int jobId, int position, ByteString value) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.taskResult(this);
    }
  }

  /** Counts what one task added; comes before the end of any job that the task ran for. */
  record MergeAccumulators(List<AccumulatorUpdate> updates) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.mergeAccumulators(this);
    }
  }

  /** All of a job's results have been given. */
  record CompleteJob(int jobId) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.completeJob(this);
    }
  }

  /** A job is given up. */
  record FailJob(int jobId, HeddleException cause) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.failJob(this);
    }
  }

  /** Tells the world what happened. */
  record EmitEvent(Event event) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.emitEvent(this);
    }
  }

  /** Writes down that a map output is in the table, for later attempts of the application. */
  record SaveOutput(int shuffleId, SavedOutput output) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.saveOutput(this);
    }
  }

  /** Writes down that map outputs were dropped from the table. */
  record DropSaved(Lost lost) implements SchedulerAction {
    @Override
    public void performBy(Performer performer) {
      performer.dropSaved(this);
    }
  }
}
