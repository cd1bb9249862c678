package io.heddle.executor.shuffle;

import io.heddle.executor.combine.CombiningReader;
import io.heddle.executor.sort.PairSorter;
import io.heddle.executor.spill.BatchIterator;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.Rethrow;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import io.heddle.task.FetchFailedException;
import io.heddle.task.ShuffleReader;
import io.heddle.task.TaskCounters;
import java.util.Iterator;

/** Reads shuffles for one task. Used by its thread. */
public final class TaskShuffleReader implements ShuffleReader {
  private final MapOutputTables tables;
  private final BlockAccess access;
  private final TaskSpace space;
  private final TaskCounters counters;

  public TaskShuffleReader(
      MapOutputTables tables, BlockAccess access, TaskSpace space, TaskCounters counters) {
    this.tables = tables;
    this.access = access;
    this.space = space;
    this.counters = counters;
  }

  @Override
  public <K, V, C> Iterator<Pair<K, C>> read(ShuffleRead<K, V, C> request) {
    BatchSource batches =
        batches(request.shuffleId(), request.startPartition(), request.endPartition());
    try {
      Iterator<Pair<K, C>> pairs =
          request.combiner() == null
              ? new BatchIterator<>(batches)
              : new CombiningReader<>(space, request.combiner())
                  .read(batches, request.mapSideCombined());
      return request.ordering() == null
          ? pairs
          : new PairSorter<K, C>(space, request.ordering()).sort(pairs);
    } catch (Exception e) {
      throw Rethrow.asIs(e);
    }
  }

  /**
   * All pairs of a range of reduce partitions as they were written; begins to fetch at once.
   *
   * @throws FetchFailedException from this call or from the source
   */
  public BatchSource batches(int shuffleId, int startPartition, int endPartition) {
    FetchedBatches batches =
        new FetchedBatches(table(shuffleId), startPartition, endPartition, access, space, counters);
    space.onEnd(batches);
    return batches;
  }

  /** Bytes of a range of reduce partitions, as written. */
  public long bytes(int shuffleId, int startPartition, int endPartition) {
    MapOutputTable table = table(shuffleId);
    long sum = 0;
    for (int i = 0; i < table.outputs(); i++) {
      sum += table.bytes(i, startPartition, endPartition);
    }
    return sum;
  }

  private MapOutputTable table(int shuffleId) {
    MapOutputTable table = tables.get(shuffleId);
    if (table == null) {
      throw new FetchFailedException(
          shuffleId,
          0,
          0,
          0,
          "",
          FetchFailedException.Reason.MISSING,
          "the driver sent no table of map outputs",
          null);
    }
    return table;
  }
}
