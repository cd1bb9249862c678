package io.heddle.executor;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.runner.TaskRunner;
import java.util.Map;

/**
 * Gauges of an executor: {@code tasks.active} (running or waiting), {@code .slots}, {@code .ended},
 * {@code .failed}; {@code memory.execution}, {@code .storage}, {@code .region} (bytes); {@code
 * shuffle.read}, {@code .written}, {@code spilled} (bytes). Safe for all threads.
 */
final class ExecutorMetrics implements MetricSet {
  private final MemoryManager memory;
  private final TaskRunner runner;
  private final int slots;
  private final ExecutorCounts counts;

  ExecutorMetrics(MemoryManager memory, TaskRunner runner, int slots, ExecutorCounts counts) {
    this.memory = memory;
    this.runner = runner;
    this.slots = slots;
    this.counts = counts;
  }

  @Override
  public Map<String, Metric> getMetrics() {
    return Map.of(
        "tasks.active", (Gauge<Integer>) () -> runner.active().size(),
        "tasks.slots", (Gauge<Integer>) () -> slots,
        "tasks.ended", (Gauge<Long>) counts.ended::sum,
        "tasks.failed", (Gauge<Long>) counts.failed::sum,
        "memory.execution", (Gauge<Long>) memory::executionUsed,
        "memory.storage", (Gauge<Long>) memory::storageUsed,
        "memory.region", (Gauge<Long>) memory::region,
        "shuffle.read", (Gauge<Long>) counts.shuffleRead::sum,
        "shuffle.written", (Gauge<Long>) counts.shuffleWritten::sum,
        "spilled", (Gauge<Long>) counts.spilled::sum);
  }
}
