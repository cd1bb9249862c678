package io.heddle.executor;

import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskMetrics;
import java.util.concurrent.atomic.LongAdder;

/** What an executor did so far. Safe for all threads. */
final class ExecutorCounts {
  final LongAdder ended = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder shuffleRead = new LongAdder();
  final LongAdder shuffleWritten = new LongAdder();
  final LongAdder spilled = new LongAdder();

  void count(TaskEnded outcome) {
    TaskMetrics metrics = outcome.getMetrics();
    ended.increment();
    if (outcome.hasFailed() || outcome.hasFetchFailed()) {
      failed.increment();
    }
    shuffleRead.add(metrics.getShuffleReadLocalBytes() + metrics.getShuffleReadRemoteBytes());
    shuffleWritten.add(metrics.getShuffleWriteBytes());
    spilled.add(metrics.getSpilledBytes());
  }
}
