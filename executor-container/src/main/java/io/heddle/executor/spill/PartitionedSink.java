package io.heddle.executor.spill;

import java.io.IOException;

/** Takes the frames of partitions in ascending order. */
public interface PartitionedSink {
  /**
   * Goes on to a partition; those before it are complete. Called in ascending order, once each, and
   * not for partitions without frames.
   *
   * @return takes that partition's frames, until the next call
   */
  ByteSink begin(int partition) throws IOException;
}
