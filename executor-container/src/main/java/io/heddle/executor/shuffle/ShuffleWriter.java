package io.heddle.executor.shuffle;

import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.MapOutputWriter;
import io.heddle.shuffle.file.ShuffleDirectories;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.TaskCounters;
import io.heddle.task.TaskCounters.Counter;
import java.io.IOException;
import java.util.Iterator;

/** Writes a map task's pairs as one map output. Stateless; safe for all threads. */
public final class ShuffleWriter {
  private final ShuffleDirectories directories;
  private final long frameBytes;

  /**
   * @param frameBytes of the setting {@code heddle.shuffle.frameSize}
   */
  public ShuffleWriter(ShuffleDirectories directories, long frameBytes) {
    this.directories = directories;
    this.frameBytes = frameBytes;
  }

  /**
   * Consumes all pairs, and commits the output.
   *
   * @param id names the output
   * @return bytes of each reduce partition
   */
  public <K, V> long[] write(
      Iterator<? extends Pair<K, V>> pairs,
      ShuffleSpec<K, V, ?> spec,
      MapOutputId id,
      TaskSpace space,
      TaskCounters counters)
      throws IOException {
    return write(pairs, spec, id, space, counters, null);
  }

  /**
   * As above.
   *
   * @param sum is given all pairs, before they are combined; may be null
   */
  public <K, V> long[] write(
      Iterator<? extends Pair<K, V>> pairs,
      ShuffleSpec<K, V, ?> spec,
      MapOutputId id,
      TaskSpace space,
      TaskCounters counters,
      ContentSum sum)
      throws IOException {
    int partitions = spec.partitioner().numPartitions();
    try (PairSink<K, V> sink =
            spec.mapSideCombine()
                ? new CombiningSink<>(space, spec)
                : new PassingSink<>(space, spec.partitioner(), frameBytes);
        MapOutputWriter output = consume(pairs, sink, id, partitions, sum)) {
      SpillMerge merge = new SpillMerge(sink.spills(), output);
      sink.writeRest(merge);
      merge.begin(partitions - 1);
      long[] lengths = output.commit();
      long bytes = 0;
      for (long length : lengths) {
        bytes += length;
      }
      counters.add(Counter.SHUFFLE_WRITE_BYTES, bytes);
      counters.add(Counter.SHUFFLE_WRITE_RECORDS, sink.rows());
      return lengths;
    }
  }

  /** The output's file is made when all pairs are there, so that failing tasks leave none. */
  private <K, V> MapOutputWriter consume(
      Iterator<? extends Pair<K, V>> pairs,
      PairSink<K, V> sink,
      MapOutputId id,
      int partitions,
      ContentSum sum)
      throws IOException {
    if (sum == null) {
      pairs.forEachRemaining(sink);
    } else {
      pairs.forEachRemaining(
          pair -> {
            sum.add(pair.key(), pair.value());
            sink.accept(pair);
          });
    }
    sink.end();
    return directories.create(id, partitions);
  }
}
