package io.heddle.monitoring.store;

import io.heddle.protocol.executor.TaskMetrics;

/** Adds up task metrics. */
final class WorkSum {
  private long runNanos;
  private long cpuNanos;
  private long gcMillis;
  private long deserializeNanos;
  private long inputBytes;
  private long inputRecords;
  private long outputBytes;
  private long outputRecords;
  private long shuffleReadLocalBytes;
  private long shuffleReadRemoteBytes;
  private long shuffleReadRecords;
  private long shuffleFetchWaitNanos;
  private long shuffleWriteBytes;
  private long shuffleWriteRecords;
  private long spilledBytes;
  private long peakMemoryBytes;
  private long resultBytes;

  void add(TaskMetrics m) {
    runNanos += m.getRunNanos();
    cpuNanos += m.getCpuNanos();
    gcMillis += m.getGcMillis();
    deserializeNanos += m.getDeserializeNanos();
    inputBytes += m.getInputBytes();
    inputRecords += m.getInputRecords();
    outputBytes += m.getOutputBytes();
    outputRecords += m.getOutputRecords();
    shuffleReadLocalBytes += m.getShuffleReadLocalBytes();
    shuffleReadRemoteBytes += m.getShuffleReadRemoteBytes();
    shuffleReadRecords += m.getShuffleReadRecords();
    shuffleFetchWaitNanos += m.getShuffleFetchWaitNanos();
    shuffleWriteBytes += m.getShuffleWriteBytes();
    shuffleWriteRecords += m.getShuffleWriteRecords();
    spilledBytes += m.getSpilledBytes();
    peakMemoryBytes = Math.max(peakMemoryBytes, m.getPeakMemoryBytes());
    resultBytes += m.getResultBytes();
  }

  Work snapshot() {
    return new Work(
        runNanos,
        cpuNanos,
        gcMillis,
        deserializeNanos,
        inputBytes,
        inputRecords,
        outputBytes,
        outputRecords,
        shuffleReadLocalBytes,
        shuffleReadRemoteBytes,
        shuffleReadRecords,
        shuffleFetchWaitNanos,
        shuffleWriteBytes,
        shuffleWriteRecords,
        spilledBytes,
        peakMemoryBytes,
        resultBytes);
  }
}
