package io.heddle.hdfs;

import io.heddle.conf.HeddleConf;
import io.heddle.serde.Serde;
import io.heddle.task.BlockCache;
import io.heddle.task.KeyTables;
import io.heddle.task.ShuffleReader;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters;
import io.heddle.task.TaskKilledException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A task attempt without an executor. */
public final class FakeTask implements TaskContext {
  private final int partition;
  private final long taskId;
  private final int attempt;
  private final HeddleConf conf;
  private final TaskCounters counters = new TaskCounters();
  private final Deque<AutoCloseable> completion = new ArrayDeque<>();
  private boolean killed;
  private boolean refusesCommit;

  public FakeTask() {
    this(0, 0, HeddleConf.empty());
  }

  public FakeTask(int partition, long taskId, HeddleConf conf) {
    this(partition, taskId, 0, conf);
  }

  public FakeTask(int partition, long taskId, int attempt, HeddleConf conf) {
    this.partition = partition;
    this.taskId = taskId;
    this.attempt = attempt;
    this.conf = conf;
  }

  public void kill() {
    killed = true;
  }

  /** Ends the attempt. */
  public void complete() throws Exception {
    while (!completion.isEmpty()) {
      completion.pop().close();
    }
  }

  public long count(TaskCounters.Counter counter) {
    return counters.value(counter);
  }

  @Override
  public int stageId() {
    return 0;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public long taskId() {
    return taskId;
  }

  @Override
  public String locality() {
    return "ANY";
  }

  @Override
  public HeddleConf conf() {
    return conf;
  }

  @Override
  public ShuffleReader shuffle() {
    throw new UnsupportedOperationException();
  }

  @Override
  public KeyTables tables() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BlockCache cache() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskCounters counters() {
    return counters;
  }

  @Override
  public Serde serde() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void awaitCommit() {
    if (refusesCommit) {
      throw new TaskKilledException("another attempt commits");
    }
  }

  /** Another attempt may commit, and this one may not. */
  public void refuseCommit() {
    refusesCommit = true;
  }

  @Override
  public void onCompletion(AutoCloseable action) {
    completion.push(action);
  }

  @Override
  public boolean isKilled() {
    return killed;
  }

  @Override
  public void checkKilled() {
    if (killed) {
      throw new TaskKilledException("test");
    }
  }
}
