package io.heddle.executor.shuffle;

import io.heddle.executor.spill.PartitionedSink;
import io.heddle.executor.spill.Rethrow;
import io.heddle.executor.spill.SpillFile;
import io.heddle.rdd.Pair;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Takes a map task's pairs, and holds them in memory and spills until they are written. */
abstract class PairSink<K, V> implements Consumer<Pair<K, V>>, Closeable {
  private static final int CHECK_MASK = (1 << 12) - 1;

  private final Runnable checkKilled;
  private int pairs;

  PairSink(Runnable checkKilled) {
    this.checkKilled = checkKilled;
  }

  @Override
  public final void accept(Pair<K, V> pair) {
    if ((++pairs & CHECK_MASK) == 0) {
      checkKilled.run();
    }
    try {
      add(pair.key(), pair.value());
    } catch (Exception e) {
      throw Rethrow.asIs(e);
    }
  }

  abstract void add(Object key, Object value) throws Exception;

  /** All pairs have been added. */
  void end() throws IOException {}

  /** What went to disk already, partitions as segments. */
  abstract List<SpillFile> spills();

  /** Writes what is still in memory, by partition. */
  abstract void writeRest(PartitionedSink target) throws IOException;

  /** Pairs that {@link #spills} and {@link #writeRest} give. */
  abstract long rows();
}
