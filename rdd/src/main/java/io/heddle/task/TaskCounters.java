package io.heddle.task;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What an attempt did, counted by whoever does it. One per attempt, changed by its thread only, and
 * read by any, who may see a value of a moment ago; {@code add} per batch or buffer rather than per
 * record.
 */
@SuppressWarnings("EnumOrdinal") // an array by ordinal, within this class alone
public final class TaskCounters {
  private final AtomicLongArray values = new AtomicLongArray(Counter.values().length);

  /** What is counted. */
  public enum Counter {
    INPUT_BYTES,
    INPUT_RECORDS,
    OUTPUT_BYTES,
    OUTPUT_RECORDS,
    SHUFFLE_READ_LOCAL_BYTES,
    SHUFFLE_READ_REMOTE_BYTES,
    SHUFFLE_READ_RECORDS,
    SHUFFLE_FETCH_WAIT_NANOS,
    SHUFFLE_WRITE_BYTES,
    SHUFFLE_WRITE_RECORDS,
    SPILLED_BYTES,
    PEAK_MEMORY_BYTES
  }

  public void add(Counter counter, long amount) {
    int i = counter.ordinal();
    values.setOpaque(i, values.getPlain(i) + amount);
  }

  public void atLeast(Counter counter, long amount) {
    int i = counter.ordinal();
    values.setOpaque(i, Math.max(values.getPlain(i), amount));
  }

  public long value(Counter counter) {
    return values.getOpaque(counter.ordinal());
  }
}
