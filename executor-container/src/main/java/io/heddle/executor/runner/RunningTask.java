package io.heddle.executor.runner;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.ShuffleSettings;
import io.heddle.executor.block.RemoteBlocks;
import io.heddle.executor.block.TaskBlockCache;
import io.heddle.executor.join.TaskKeyTables;
import io.heddle.executor.memory.TaskMemory;
import io.heddle.executor.shuffle.TaskShuffleReader;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.protocol.executor.Task;
import io.heddle.serde.Serde;
import io.heddle.task.BlockCache;
import io.heddle.task.KeyTables;
import io.heddle.task.ShuffleReader;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters;
import io.heddle.task.TaskCounters.Counter;
import io.heddle.task.TaskKilledException;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The context of one attempt while it runs. */
final class RunningTask implements TaskContext {
  private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);

  private final TaskAttempt attempt;
  private final Task task;
  private final ExecutorServices services;
  private final SlotTools tools;
  private final OutcomeSink outcomes;
  private final TaskMemory memory;
  private final TaskSpace space;
  private final TaskCounters counters = new TaskCounters();
  private ArrayDeque<AutoCloseable> atEnd;
  private TaskShuffleReader shuffle;
  private KeyTables tables;
  private BlockCache cache;
  private GatheredResult gathered;

  RunningTask(
      TaskAttempt attempt, ExecutorServices services, SlotTools tools, OutcomeSink outcomes) {
    this.outcomes = outcomes;
    this.attempt = attempt;
    this.task = attempt.task();
    this.services = services;
    this.tools = tools;
    this.memory = services.memory().newTask();
    this.space =
        new TaskSpace(
            memory,
            services.spills(),
            tools.frames(),
            tools.frameRows(),
            tools::newReader,
            this::checkKilled,
            this::onCompletion);
  }

  TaskSpace space() {
    return space;
  }

  /** Runs what was registered for the end, and gives all memory back. */
  void complete() {
    while (atEnd != null && !atEnd.isEmpty()) {
      AutoCloseable action = atEnd.pop();
      try {
        action.close();
      } catch (Exception e) {
        LOG.warn("task {}: something failed to close", task.getTaskId(), e);
      }
    }
    counters.atLeast(Counter.PEAK_MEMORY_BYTES, memory.peakBytes());
    counters.add(Counter.SPILLED_BYTES, memory.spilledBytes());
    memory.close();
  }

  @Override
  public int stageId() {
    return task.getStageId();
  }

  @Override
  public int partition() {
    return task.getPartition();
  }

  @Override
  public int attempt() {
    return task.getAttempt();
  }

  @Override
  public long taskId() {
    return task.getTaskId();
  }

  @Override
  public String locality() {
    return task.getLocality();
  }

  @Override
  public HeddleConf conf() {
    return services.conf();
  }

  @Override
  public ShuffleReader shuffle() {
    return taskShuffle();
  }

  private TaskShuffleReader taskShuffle() {
    if (shuffle == null) {
      shuffle =
          new TaskShuffleReader(services.mapOutputs(), services.blockAccess(), space, counters);
    }
    return shuffle;
  }

  @Override
  public KeyTables tables() {
    if (tables == null) {
      tables =
          new TaskKeyTables(space, taskShuffle(), conf().get(ShuffleSettings.FRAME_SIZE).bytes());
    }
    return tables;
  }

  @Override
  public BlockCache cache() {
    if (cache == null) {
      cache =
          new TaskBlockCache(
              services.blocks(),
              space,
              task.getHeldElsewhereCount() == 0
                  ? RemoteBlocks.NONE
                  : new HeldElsewhere(task.getHeldElsewhereList(), services.peers()));
    }
    return cache;
  }

  @Override
  public TaskCounters counters() {
    return counters;
  }

  @Override
  public Serde serde() {
    return tools.serde();
  }

  @Override
  public void gather(Object record) {
    if (gathered == null) {
      gathered = new GatheredResult(memory);
    }
    gathered.add(record);
  }

  @Override
  public void awaitCommit() {
    outcomes.askCommit(task.getTaskId());
    try {
      if (attempt.awaitCommit()) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      checkKilled();
    }
    throw new TaskKilledException("another attempt of the task commits");
  }

  @Override
  public void onCompletion(AutoCloseable action) {
    if (atEnd == null) {
      atEnd = new ArrayDeque<>();
    }
    atEnd.push(action);
  }

  @Override
  public boolean isKilled() {
    return attempt.killReason() != null;
  }

  @Override
  public void checkKilled() {
    String reason = attempt.killReason();
    if (reason != null) {
      throw new TaskKilledException(reason);
    }
  }
}
