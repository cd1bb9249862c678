package io.heddle.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.MonitoringSettings;
import io.heddle.monitoring.SampleApplication;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  @Test
  void processIsMeasured() {
    ProcessStats stats = ProcessStats.read();
    assertThat(stats.heapUsedBytes()).isPositive().isLessThanOrEqualTo(stats.heapMaxBytes());
    assertThat(stats.threads()).isPositive();
    assertThat(stats.cpuNanos()).isPositive();
  }

  @Test
  void residentMemoryIsReadFromTheKernelsText() {
    assertThat(ProcessStats.parseResidentBytes("Name:\tjava\nVmRSS:\t   1536 kB\nThreads:\t9\n"))
        .isEqualTo(1536 * 1024);
    assertThat(ProcessStats.parseResidentBytes("Name:\tjava\n")).isZero();
  }

  @Test
  void storeHasGauges() {
    StatusStore store = new StatusStore(StoreLimits.defaults());
    SampleApplication.play(1, 1000, store);
    MetricRegistry registry = new MetricRegistry();
    registry.registerAll(new StoreMetrics(store));
    registry.registerAll(new ProcessMetrics());
    assertThat(value(registry, "jobs.active")).isEqualTo(1);
    assertThat(value(registry, "tasks.done")).isEqualTo(128);
    assertThat(value(registry, "tasks.failed")).isEqualTo(1);
    assertThat(value(registry, "executors.active")).isEqualTo(3);
    assertThat(value(registry, "shuffle.write-bytes"))
        .isEqualTo(store.totals().work().shuffleWriteBytes());
    assertThat(((Number) value(registry, "process.heap.used")).longValue()).isPositive();
  }

  private static Object value(MetricRegistry registry, String name) {
    return ((Gauge<?>) registry.getMetrics().get(name)).getValue();
  }

  @Test
  void metricsAreInJmxFromStartToClose() throws Exception {
    MetricRegistry registry = new MetricRegistry();
    registry.registerAll(new ProcessMetrics());
    ObjectName all = new ObjectName("heddle.test-on:*");
    try (JmxMetrics metrics =
        JmxMetrics.start(HeddleConf.empty(), registry, "test-on", Duration.ZERO)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> beans.queryNames(all, null).size() == 8);
    }
    assertThat(beans.queryNames(all, null)).isEmpty();
  }

  @Test
  void aDriverShowsItsApplicationAndItsProcess() throws Exception {
    StatusStore store = new StatusStore(StoreLimits.defaults());
    SampleApplication.play(1, 1000, store);
    ObjectName done = new ObjectName("heddle.driver:name=tasks.done,type=gauges");
    ObjectName heap = new ObjectName("heddle.driver:name=process.heap.used,type=gauges");
    try (JmxMetrics metrics = JmxMetrics.ofDriver(HeddleConf.empty(), store)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> beans.isRegistered(heap));
      assertThat(beans.getAttribute(done, "Value")).isEqualTo(128);
    }
    assertThat(beans.isRegistered(done)).isFalse();
  }

  @Test
  void closeBeforeTheDelayIsOverEndsTheWait() throws Exception {
    MetricRegistry registry = new MetricRegistry();
    registry.registerAll(new ProcessMetrics());
    JmxMetrics.start(HeddleConf.empty(), registry, "test-late", Duration.ofHours(1)).close();
    assertThat(beans.queryNames(new ObjectName("heddle.test-late:*"), null)).isEmpty();
  }

  @Test
  void metricsStayOutOfJmxWhenSwitchedOff() throws Exception {
    MetricRegistry registry = new MetricRegistry();
    registry.registerAll(new ProcessMetrics());
    HeddleConf off = HeddleConf.empty().with(MonitoringSettings.JMX, false);
    try (JmxMetrics metrics = JmxMetrics.start(off, registry, "test-off", Duration.ZERO)) {
      assertThat(beans.queryNames(new ObjectName("heddle.test-off:*"), null)).isEmpty();
    }
  }
}
