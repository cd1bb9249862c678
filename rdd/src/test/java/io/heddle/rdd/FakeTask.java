package io.heddle.rdd;

import io.heddle.conf.HeddleConf;
import io.heddle.rdd.function.Unchecked;
import io.heddle.serde.Serde;
import io.heddle.serde.SerdeFactory;
import io.heddle.task.BlockCache;
import io.heddle.task.KeyTables;
import io.heddle.task.Partition;
import io.heddle.task.ShuffleReader;
import io.heddle.task.StageProgram.ResultStage;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters;
import java.util.ArrayDeque;
import java.util.Deque;

/** One task attempt of {@link FakeJobRunner}. */
final class FakeTask implements TaskContext {
  private final int partition;
  private final HeddleConf conf;
  private final ShuffleReader shuffle;
  private final BlockCache cache;
  private final TaskCounters counters = new TaskCounters();
  private final Deque<AutoCloseable> atEnd = new ArrayDeque<>();
  private final Serde serde =
      SerdeFactory.of(HeddleConf.empty(), getClass().getClassLoader()).create();

  FakeTask(int partition, HeddleConf conf, ShuffleReader shuffle, BlockCache cache) {
    this.partition = partition;
    this.conf = conf;
    this.shuffle = shuffle;
    this.cache = cache;
  }

  <T, R> R result(ResultStage<T, R> stage, Partition on) {
    try {
      return stage.function().apply(stage.records().evaluate(on, this), this);
    } catch (Exception e) {
      throw Unchecked.rethrow(e);
    } finally {
      end();
    }
  }

  void end() {
    while (!atEnd.isEmpty()) {
      try {
        atEnd.pop().close();
      } catch (Exception e) {
        throw Unchecked.rethrow(e);
      }
    }
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
    return 0;
  }

  @Override
  public long taskId() {
    return partition;
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
    return shuffle;
  }

  @Override
  public KeyTables tables() {
    return new FakeTables(shuffle);
  }

  @Override
  public BlockCache cache() {
    return cache;
  }

  @Override
  public TaskCounters counters() {
    return counters;
  }

  @Override
  public Serde serde() {
    return serde;
  }

  @Override
  public void awaitCommit() {}

  @Override
  public void onCompletion(AutoCloseable action) {
    atEnd.push(action);
  }

  @Override
  public boolean isKilled() {
    return false;
  }

  @Override
  public void checkKilled() {}
}
