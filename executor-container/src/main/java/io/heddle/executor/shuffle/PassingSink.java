package io.heddle.executor.shuffle;

import io.heddle.executor.spill.PartitionBuffer;
import io.heddle.executor.spill.PartitionedSink;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Partitioner;
import java.io.IOException;
import java.util.List;

/** Passes pairs on as they are, divided by the partitioner. */
final class PassingSink<K, V> extends PairSink<K, V> {
  private final PartitionBuffer buffer;

  PassingSink(TaskSpace space, Partitioner partitioner, long frameBytes) {
    super(space::checkKilled);
    buffer =
        new PartitionBuffer(
            space, partitioner.numPartitions(), partitioner::getPartition, frameBytes);
  }

  @Override
  void add(Object key, Object value) throws IOException {
    buffer.add(key, value);
  }

  @Override
  List<SpillFile> spills() {
    return buffer.spills();
  }

  @Override
  void writeRest(PartitionedSink target) throws IOException {
    buffer.writeRest(target);
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
