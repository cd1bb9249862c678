package io.heddle.monitoring.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jmx.JmxReporter;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.MonitoringSettings;
import io.heddle.monitoring.store.StatusStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a registry's metrics over JMX, in the domain {@code heddle.NAME}, if {@link
 * MonitoringSettings#JMX} says so. The platform's bean server takes a while to wake, so that is
 * done on a daemon thread and a little after the start, off the way to the first task.
 */
public final class JmxMetrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JmxMetrics.class);

  /** By then the first executors have been asked for. */
  private static final Duration DRIVERS_DELAY = Duration.ofSeconds(2);

  private final MetricRegistry registry;
  private final String domain;
  private JmxReporter reporter;
  private boolean closed;

  private JmxMetrics(MetricRegistry registry, String domain) {
    this.registry = registry;
    this.domain = domain;
  }

  /**
   * Those of an application and of this process, which holds its driver, in the domain {@code
   * heddle.driver}. Returns at once.
   */
  public static JmxMetrics ofDriver(HeddleConf conf, StatusStore store) {
    MetricRegistry registry = new MetricRegistry();
    registry.registerAll(new StoreMetrics(store));
    registry.registerAll(new ProcessMetrics());
    return start(conf, registry, "driver", DRIVERS_DELAY);
  }

  /**
   * Returns at once.
   *
   * @param name of the process: {@code driver}, or {@code executor.ID}
   * @param delay before JMX is touched
   */
  public static JmxMetrics start(
      HeddleConf conf, MetricRegistry registry, String name, Duration delay) {
    JmxMetrics metrics = new JmxMetrics(registry, "heddle." + name);
    if (conf.get(MonitoringSettings.JMX)) {
      Thread starter = new Thread(() -> metrics.begin(delay), "heddle-jmx-start");
      starter.setDaemon(true);
      starter.start();
    }
    return metrics;
  }

  private synchronized void begin(Duration delay) {
    long until = System.nanoTime() + delay.toNanos();
    try {
      for (long left = delay.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
      if (!closed) {
        reporter = JmxReporter.forRegistry(registry).inDomain(domain).build();
        reporter.start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("Metrics are not shown over JMX", e);
    }
    notifyAll();
  }

  /** Takes the metrics out of JMX. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    if (reporter != null) {
      reporter.close();
      reporter = null;
    }
  }
}
