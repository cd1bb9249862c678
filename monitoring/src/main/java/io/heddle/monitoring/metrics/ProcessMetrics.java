package io.heddle.monitoring.metrics;

import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import java.util.Map;

/**
 * Gauges of this process: {@code process.heap.used}, {@code .heap.max}, {@code .nonheap.used},
 * {@code .resident} (bytes), {@code .gc.count}, {@code .gc.millis}, {@code .threads}, {@code
 * .cpu.nanos}. For application master and executors alike.
 */
public final class ProcessMetrics implements MetricSet {
  private final CachedReading<ProcessStats> reading = new CachedReading<>(ProcessStats::read);

  @Override
  public Map<String, Metric> getMetrics() {
    return Map.of(
        "process.heap.used", reading.gauge(ProcessStats::heapUsedBytes),
        "process.heap.max", reading.gauge(ProcessStats::heapMaxBytes),
        "process.nonheap.used", reading.gauge(ProcessStats::nonHeapUsedBytes),
        "process.resident", reading.gauge(ProcessStats::residentBytes),
        "process.gc.count", reading.gauge(ProcessStats::gcCount),
        "process.gc.millis", reading.gauge(ProcessStats::gcMillis),
        "process.threads", reading.gauge(ProcessStats::threads),
        "process.cpu.nanos", reading.gauge(ProcessStats::cpuNanos));
  }
}
