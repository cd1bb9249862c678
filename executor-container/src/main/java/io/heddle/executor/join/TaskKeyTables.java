package io.heddle.executor.join;

import io.heddle.executor.combine.CombiningReader;
import io.heddle.executor.shuffle.TaskShuffleReader;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.PairBatches;
import io.heddle.executor.spill.Rethrow;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import io.heddle.serde.Batch;
import io.heddle.task.Combiner;
import io.heddle.task.JoinKind;
import io.heddle.task.KeyTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The tables by key of one task. Used by its thread. */
public final class TaskKeyTables implements KeyTables {
  private final TaskSpace space;
  private final TaskShuffleReader shuffle;
  private final long frameBytes;

  /**
   * @param frameBytes of the setting {@code heddle.shuffle.frameSize}
   */
  public TaskKeyTables(TaskSpace space, TaskShuffleReader shuffle, long frameBytes) {
    this.space = space;
    this.shuffle = shuffle;
    this.frameBytes = frameBytes;
  }

  @Override
  public <K, V, C> Iterator<Pair<K, C>> combine(
      Iterator<Pair<K, V>> pairs, Combiner<K, V, C> combiner) {
    try {
      return new CombiningReader<>(space, combiner).read(new PairBatches(pairs), false);
    } catch (Exception e) {
      throw Rethrow.asIs(e);
    }
  }

  @Override
  public <K> Iterator<Pair<K, List<List<Object>>>> group(List<Input> inputs) {
    try {
      List<BatchSource> sources = new ArrayList<>();
      for (Input input : inputs) {
        sources.add(new Later(input));
      }
      return new GroupReader<K>(space, inputs.size()).read(sources);
    } catch (Exception e) {
      throw Rethrow.asIs(e);
    }
  }

  @Override
  public <K> Iterator<Pair<K, Object>> join(Input left, Input right, JoinKind kind) {
    JoinShape shape = JoinShape.of(kind, bytes(left) < bytes(right));
    try {
      BatchSource leftSource = new Later(left);
      BatchSource rightSource = new Later(right);
      return new HashJoin<K>(space, shape, frameBytes)
          .join(
              shape.buildLeft() ? leftSource : rightSource,
              shape.buildLeft() ? rightSource : leftSource);
    } catch (Exception e) {
      throw Rethrow.asIs(e);
    }
  }

  /** Begins when it is first asked, so that no side's blocks or pairs wait for the other's end. */
  private final class Later implements BatchSource {
    private final Input input;
    private BatchSource batches;

    Later(Input input) {
      this.input = input;
    }

    @Override
    public Batch next() throws IOException {
      if (batches == null) {
        batches = begin(input);
      }
      return batches.next();
    }
  }

  private BatchSource begin(Input input) {
    if (input instanceof Input.Fetched fetched) {
      return shuffle.batches(fetched.shuffleId(), fetched.startPartition(), fetched.endPartition());
    }
    try {
      return new PairBatches(((Input.Pairs) input).pairs().call());
    } catch (Exception e) {
      throw Rethrow.asIs(e);
    }
  }

  /** What is known of an input's size; pairs at hand may be any number. */
  private long bytes(Input input) {
    return input instanceof Input.Fetched fetched
        ? shuffle.bytes(fetched.shuffleId(), fetched.startPartition(), fetched.endPartition())
        : Long.MAX_VALUE;
  }
}
