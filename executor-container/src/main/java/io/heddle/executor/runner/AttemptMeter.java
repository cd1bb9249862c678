package io.heddle.executor.runner;

import io.heddle.protocol.executor.TaskMetrics;
import io.heddle.task.TaskCounters;
import io.heddle.task.TaskCounters.Counter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Measures one attempt, in the thread that runs it. */
final class AttemptMeter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final GarbageCollectorMXBean[] COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans().toArray(new GarbageCollectorMXBean[0]);

  private final long launchedAtMillis;
  private final long startedAtMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();
  private final long startCpuNanos = THREADS.getCurrentThreadCpuTime();
  private final long startGcMillis = gcMillis();
  private long deserializeNanos;

  AttemptMeter(long launchedAtMillis) {
    this.launchedAtMillis = launchedAtMillis;
  }

  /** Milliseconds that collections of this JVM took so far, by all collectors. */
  static long gcMillis() {
    long sum = 0;
    for (GarbageCollectorMXBean collector : COLLECTORS) {
      sum += Math.max(0, collector.getCollectionTime());
    }
    return sum;
  }

  /** Program and partition are objects now. */
  void deserialized() {
    deserializeNanos = System.nanoTime() - startNanos;
  }

  TaskMetrics stop(TaskCounters counters, int resultBytes) {
    return TaskMetrics.newBuilder()
        .setLaunchedAtMillis(launchedAtMillis)
        .setStartedAtMillis(startedAtMillis)
        .setRunNanos(System.nanoTime() - startNanos)
        .setCpuNanos(THREADS.getCurrentThreadCpuTime() - startCpuNanos)
        .setGcMillis(gcMillis() - startGcMillis)
        .setDeserializeNanos(deserializeNanos)
        .setInputBytes(counters.value(Counter.INPUT_BYTES))
        .setInputRecords(counters.value(Counter.INPUT_RECORDS))
        .setOutputBytes(counters.value(Counter.OUTPUT_BYTES))
        .setOutputRecords(counters.value(Counter.OUTPUT_RECORDS))
        .setShuffleReadLocalBytes(counters.value(Counter.SHUFFLE_READ_LOCAL_BYTES))
        .setShuffleReadRemoteBytes(counters.value(Counter.SHUFFLE_READ_REMOTE_BYTES))
        .setShuffleReadRecords(counters.value(Counter.SHUFFLE_READ_RECORDS))
        .setShuffleFetchWaitNanos(counters.value(Counter.SHUFFLE_FETCH_WAIT_NANOS))
        .setShuffleWriteBytes(counters.value(Counter.SHUFFLE_WRITE_BYTES))
        .setShuffleWriteRecords(counters.value(Counter.SHUFFLE_WRITE_RECORDS))
        .setSpilledBytes(counters.value(Counter.SPILLED_BYTES))
        .setPeakMemoryBytes(counters.value(Counter.PEAK_MEMORY_BYTES))
        .setResultBytes(resultBytes)
        .build();
  }
}
