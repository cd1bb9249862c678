package io.heddle.task;

/**
 * What an attempt did, counted by whoever does it. One per attempt, used by its thread only; {@code
 * add} per batch or buffer rather than per record.
 */
@SuppressWarnings("EnumOrdinal") // an array by ordinal, within this class alone
public final class TaskCounters {
  private final long[] values = new long[Counter.values().length];

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
    values[counter.ordinal()] += amount;
  }

  public void atLeast(Counter counter, long amount) {
    values[counter.ordinal()] = Math.max(values[counter.ordinal()], amount);
  }

  public long value(Counter counter) {
    return values[counter.ordinal()];
  }
}
