package io.heddle.executor.shuffle;

import io.heddle.executor.combine.CombiningReader;
import io.heddle.executor.sort.PairSorter;
import io.heddle.executor.spill.BatchIterator;
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
    MapOutputTable table = tables.get(request.shuffleId());
    if (table == null) {
      throw new FetchFailedException(
          request.shuffleId(),
          0,
          0,
          0,
          "",
          FetchFailedException.Reason.MISSING,
          "the driver sent no table of map outputs",
          null);
    }
    FetchedBatches batches =
        new FetchedBatches(
            table, request.startPartition(), request.endPartition(), access, space, counters);
    space.onEnd(batches);
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
}
