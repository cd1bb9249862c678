package io.heddle.executor.shuffle;

import io.heddle.executor.combine.CombiningBuffer;
import io.heddle.executor.spill.PartitionedSink;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Partitioner;
import io.heddle.task.ShuffleSpec;
import java.io.IOException;
import java.util.List;

/** Combines values by key before they are written; a key is given its partition then. */
final class CombiningSink<K, V> extends PairSink<K, V> {
  private final CombiningBuffer buffer;

  CombiningSink(TaskSpace space, ShuffleSpec<K, V, ?> spec) {
    super(space::checkKilled);
    Partitioner partitioner = spec.partitioner();
    buffer =
        new CombiningBuffer(
            space,
            spec.combiner(),
            partitioner.numPartitions(),
            (table, id) -> partitioner.getPartition(table.keyAt(id)),
            false);
  }

  @Override
  void add(Object key, Object value) throws Exception {
    buffer.add(key, value);
  }

  @Override
  void end() throws IOException {
    buffer.settle();
  }

  @Override
  List<SpillFile> spills() {
    return buffer.spills();
  }

  @Override
  void writeRest(PartitionedSink target) throws IOException {
    buffer.writeTable(target);
  }

  @Override
  long rows() {
    return buffer.rows();
  }

  @Override
  public void close() throws IOException {
    buffer.close();
  }
}
