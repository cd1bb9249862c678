package io.heddle.monitoring.metrics;

import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.Totals;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Gauges of an application, from its store: {@code jobs.*}, {@code stages.*}, {@code tasks.*} by
 * outcome, {@code executors.*}, {@code input.*}, {@code output.*}, {@code shuffle.*} and {@code
 * storage.memory} (bytes). For the application master.
 */
public final class StoreMetrics implements MetricSet {
  private final CachedReading<Totals> reading;
  private final Map<String, Metric> gauges = new TreeMap<>();

  public StoreMetrics(StatusStore store) {
    reading = new CachedReading<>(store::totals);
    add("jobs.active", Totals::jobsActive);
    add("jobs.succeeded", Totals::jobsSucceeded);
    add("jobs.failed", Totals::jobsFailed);
    add("stages.pending", Totals::stagesPending);
    add("stages.running", Totals::stagesRunning);
    add("stages.succeeded", Totals::stagesSucceeded);
    add("stages.failed", Totals::stagesFailed);
    add("stages.skipped", Totals::stagesSkipped);
    add("tasks.total", t -> t.tasks().total());
    add("tasks.done", t -> t.tasks().done());
    add("tasks.running", t -> t.tasks().running());
    add("tasks.succeeded", t -> t.tasks().succeeded());
    add("tasks.failed", t -> t.tasks().failed());
    add("tasks.fetch-failed", t -> t.tasks().fetchFailed());
    add("tasks.killed", t -> t.tasks().killed());
    add("tasks.lost", t -> t.tasks().lost());
    add("tasks.run-nanos", t -> t.work().runNanos());
    add("tasks.gc-millis", t -> t.work().gcMillis());
    add("executors.active", Totals::executorsActive);
    add("executors.removed", Totals::executorsRemoved);
    add("executors.failed", Totals::executorsFailed);
    add("executors.slots", Totals::slots);
    add("input.bytes", t -> t.work().inputBytes());
    add("input.records", t -> t.work().inputRecords());
    add("output.bytes", t -> t.work().outputBytes());
    add("output.records", t -> t.work().outputRecords());
    add("shuffle.read-local-bytes", t -> t.work().shuffleReadLocalBytes());
    add("shuffle.read-remote-bytes", t -> t.work().shuffleReadRemoteBytes());
    add("shuffle.write-bytes", t -> t.work().shuffleWriteBytes());
    add("shuffle.spilled-bytes", t -> t.work().spilledBytes());
    add("storage.memory", Totals::storageBytes);
  }

  private void add(String name, Function<Totals, Number> part) {
    gauges.put(name, reading.gauge(part));
  }

  @Override
  public Map<String, Metric> getMetrics() {
    return Map.copyOf(gauges);
  }
}
