package io.heddle.monitoring.metrics;

import com.codahale.metrics.Gauge;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** One reading for many gauges: taken anew when the last is a second old. Any thread. */
final class CachedReading<T> {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<T> source;
  private T value;
  private long readAtNanos;

  CachedReading(Supplier<T> source) {
    this.source = source;
  }

  private synchronized T value() {
    long now = System.nanoTime();
    if (value == null || now - readAtNanos > FRESH_NANOS) {
      value = source.get();
      readAtNanos = now;
    }
    return value;
  }

  Gauge<Number> gauge(Function<T, Number> part) {
    return () -> part.apply(value());
  }
}
