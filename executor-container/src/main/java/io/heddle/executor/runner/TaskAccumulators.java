package io.heddle.executor.runner;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.heddle.protocol.executor.AccumulatorUpdate;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.rdd.accumulator.AccumulatorV2;
import io.heddle.serde.JavaSerialization;
import java.util.List;

/**
 * The accumulators of one loaded program, which the attempts of a slot use one after the other.
 * Used by the slot's thread.
 */
final class TaskAccumulators {
  private final List<AccumulatorV2<?, ?>> accumulators;

  TaskAccumulators(List<AccumulatorV2<?, ?>> accumulators) {
    this.accumulators = accumulators;
  }

  /** An attempt begins at zero, whatever the last one left. */
  void begin() {
    for (AccumulatorV2<?, ?> accumulator : accumulators) {
      accumulator.reset();
    }
  }

  /**
   * Puts what the attempt added into its outcome.
   *
   * @return bytes that were put
   * @throws io.heddle.error.HeddleException NOT_SERIALIZABLE when something added is not
   */
  long addTo(TaskEnded.Builder ended) {
    long bytes = 0;
    for (AccumulatorV2<?, ?> accumulator : accumulators) {
      if (!accumulator.isZero()) {
        ByteString update = UnsafeByteOperations.unsafeWrap(JavaSerialization.write(accumulator));
        bytes += update.size();
        ended.addAccumulators(
            AccumulatorUpdate.newBuilder().setAccumulatorId(accumulator.id()).setUpdate(update));
      }
    }
    return bytes;
  }
}
