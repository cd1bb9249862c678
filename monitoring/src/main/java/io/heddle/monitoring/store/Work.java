package io.heddle.monitoring.store;

import io.heddle.protocol.executor.TaskMetrics;

/**
 * What one task attempt did, or the sum over attempts; of peak memory the highest. Times ending in
 * {@code Nanos} are nanoseconds, in {@code Millis} milliseconds.
 */
public record Work(
    long runNanos,
    long cpuNanos,
    long gcMillis,
    long deserializeNanos,
    long inputBytes,
    long inputRecords,
    long outputBytes,
    long outputRecords,
    long shuffleReadLocalBytes,
    long shuffleReadRemoteBytes,
    long shuffleReadRecords,
    long shuffleFetchWaitNanos,
    long shuffleWriteBytes,
    long shuffleWriteRecords,
    long spilledBytes,
    long peakMemoryBytes,
    long resultBytes) {
  public static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Work of(TaskMetrics m) {
    WorkSum sum = new WorkSum();
    sum.add(m);
    return sum.snapshot();
  }

  /** Local and remote. */
  public long shuffleReadBytes() {
    return shuffleReadLocalBytes + shuffleReadRemoteBytes;
  }
}
