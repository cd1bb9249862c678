package io.heddle.executor.runner;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.memory.TaskMemory;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a task gathers for its result; estimated from some of the records. It may take more than the
 * task's share, since it cannot go to disk, and fails when it is more than all tasks and the cache
 * may have. Used by the task's thread.
 */
final class GatheredResult extends MemoryConsumer {
  private static final int MEASURE_MASK = 15;

  /** Records as large as this are measured all. */
  private static final long LARGE_BYTES = 4096;

  private static final long STEP_BYTES = 64 * 1024;

  /** A result as small as this is none of memory's business, however little of that there is. */
  private static final long LEAST_BYTES = 32 << 20;

  private final long most;
  private long records;
  private long lastBytes;
  private long uncounted;

  GatheredResult(TaskMemory memory) {
    super(memory);
    most = Math.max(memory.regionBytes(), LEAST_BYTES);
  }

  void add(Object record) {
    if ((records++ & MEASURE_MASK) == 0 || lastBytes >= LARGE_BYTES) {
      lastBytes = ObjectSizes.of(record) + Integer.BYTES;
    }
    uncounted += lastBytes;
    if (uncounted >= STEP_BYTES) {
      count();
    }
  }

  private void count() {
    try {
      if (!grow(uncounted)) {
        if (usedBytes() + uncounted > most) {
          throw new HeddleException(
              ErrorCode.OUT_OF_MEMORY,
              "the "
                  + records
                  + " records that a task has gathered for its result so far take more than the "
                  + (most >> 20)
                  + " MiB that tasks and cache of an executor share; save them instead of"
                  + " collecting them");
        }
        overdraw(uncounted);
      }
      uncounted = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
