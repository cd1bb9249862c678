package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorSupply;
import io.heddle.driver.job.JobSpec;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.TaskEnded;
import java.util.List;

/** What the scheduler is told. */
public sealed interface SchedulerEvent {
  void deliverTo(Handler handler);

  /** Called by exactly one method for each kind of event. */
  interface Handler {
    void jobSubmitted(JobSubmitted event);

    void jobCancelled(JobCancelled event);

    void stageCancelled(StageCancelled event);

    void taskKillAsked(TaskKillAsked event);

    void executorLaunching(ExecutorLaunching event);

    void executorRegistered(ExecutorRegistered event);

    void executorHeard(ExecutorHeard event);

    void executorDraining(ExecutorDraining event);

    void executorRemarked(ExecutorRemarked event);

    void executorDisconnected(ExecutorDisconnected event);

    void executorEnded(ExecutorEnded event);

    void nodeLost(NodeLost event);

    void preemptionAsked(PreemptionAsked event);

    void nodeDecommissioning(NodeDecommissioning event);

    void nodeStays(NodeStays event);

    void supplied(Supplied event);

    void providerFailed(ProviderFailed event);

    void tasksEnded(TasksEnded event);

    void commitAsked(CommitAsked event);

    void blocksMoved(BlocksMoved event);

    void rddUncached(RddUncached event);

    void rddForgotten(RddForgotten event);

    void shuffleForgotten(ShuffleForgotten event);

    void tick(Tick event);
  }

  /** A program wants a result. */
  record JobSubmitted(JobSpec job) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.jobSubmitted(this);
    }
  }

  /** Nobody waits for a job any more; it fails with the cause given. */
  record JobCancelled(int jobId, HeddleException cause) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.jobCancelled(this);
    }
  }

  /** Nobody waits for a stage any more; the jobs that need it fail with the cause given. */
  record StageCancelled(int stageId, HeddleException cause) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.stageCancelled(this);
    }
  }

  /** An attempt of a task is to end, and the task to be tried again. */
  record TaskKillAsked(long taskId, String reason) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.taskKillAsked(this);
    }
  }

  /** An executor is being started. */
  record ExecutorLaunching(String executorId, String host, String rack, String containerId)
      implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.executorLaunching(this);
    }
  }

  /** An executor has connected and proved itself. */
  record ExecutorRegistered(
      String executorId,
      String host,
      String rack,
      int slots,
      int shufflePort,
      String containerId,
      String logUrl)
      implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.executorRegistered(this);
    }
  }

  /** An executor gave a sign of life. */
  record ExecutorHeard(String executorId, Heartbeat heartbeat) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.executorHeard(this);
    }
  }

  /** An executor takes no more tasks. */
  record ExecutorDraining(String executorId, String reason) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.executorDraining(this);
    }
  }

  /** An executor has something to say to the user. */
  record ExecutorRemarked(String executorId, String text) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.executorRemarked(this);
    }
  }

  /** An executor's stream broke. Whose fault that was, {@link ExecutorEnded} tells later. */
  record ExecutorDisconnected(String executorId, String reason) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.executorDisconnected(this);
    }
  }

  /**
   * An executor's process is gone.
   *
   * @param failed it died by itself
   */
  record ExecutorEnded(String executorId, String reason, boolean failed) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.executorEnded(this);
    }
  }

  /** A node is gone with all that lay on it. */
  record NodeLost(String host, String reason) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.nodeLost(this);
    }
  }

  /**
   * Containers are wanted back for somebody else.
   *
   * @param strict whether exactly those named are; else as many, of which ever executors
   * @param executorIds those that are taken unless given back, or unless others are
   * @param count how many, where there is a choice
   * @param graceMillis until they are taken
   */
  record PreemptionAsked(boolean strict, List<String> executorIds, int count, long graceMillis)
      implements SchedulerEvent {
    public PreemptionAsked {
      executorIds = List.copyOf(executorIds);
    }

    @Override
    public void deliverTo(Handler handler) {
      handler.preemptionAsked(this);
    }
  }

  /**
   * A node is going to leave, and takes no more containers.
   *
   * @param graceMillis until it leaves at the latest; 0 when not known
   */
  record NodeDecommissioning(String host, long graceMillis) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.nodeDecommissioning(this);
    }
  }

  /** A node stays that was going to leave. */
  record NodeStays(String host) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.nodeStays(this);
    }
  }

  /** What the provider has, and waits for, has changed. */
  record Supplied(ExecutorSupply supply) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.supplied(this);
    }
  }

  /** There will be no more executors. */
  record ProviderFailed(HeddleException cause) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.providerFailed(this);
    }
  }

  /** Task attempts ended on an executor. */
  record TasksEnded(String executorId, List<TaskEnded> tasks) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.tasksEnded(this);
    }
  }

  /** A task attempt wants to commit what it wrote, and waits for the answer. */
  record CommitAsked(String executorId, long taskId) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.commitAsked(this);
    }
  }

  /** Cached blocks came or went on an executor. */
  record BlocksMoved(String executorId, BlocksChanged change) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.blocksMoved(this);
    }
  }

  /** A program gave up a persisted RDD. */
  record RddUncached(int rddId) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.rddUncached(this);
    }
  }

  /** No program can ask for a persisted RDD any more. */
  record RddForgotten(int rddId) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.rddForgotten(this);
    }
  }

  /** No program can ask for a shuffle any more. */
  record ShuffleForgotten(int shuffleId) implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.shuffleForgotten(this);
    }
  }

  /** Time has passed. */
  record Tick() implements SchedulerEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.tick(this);
    }
  }
}
