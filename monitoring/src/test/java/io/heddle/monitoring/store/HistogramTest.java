package io.heddle.monitoring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void emptyIsNone() {
    assertThat(new Histogram().snapshot()).isEqualTo(Distribution.NONE);
  }

  @Test
  void oneValueIsAllQuantiles() {
    Histogram histogram = new Histogram();
    histogram.add(123_456_789);
    assertThat(histogram.snapshot())
        .isEqualTo(
            new Distribution(1, 123_456_789, 123_456_789, 123_456_789, 123_456_789, 123_456_789));
  }

  @Test
  void extremesAreExact() {
    Histogram histogram = new Histogram();
    histogram.add(Long.MAX_VALUE);
    histogram.add(-5);
    histogram.add(0);
    Distribution d = histogram.snapshot();
    assertThat(d.min()).isZero();
    assertThat(d.max()).isEqualTo(Long.MAX_VALUE);
    assertThat(d.median()).isZero();
  }

  @Test
  void quartilesAreWithinFourPercent() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      Histogram histogram = new Histogram();
      long[] values = new long[1 + random.nextInt(2000)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextLong() >>> (1 + random.nextInt(62));
        histogram.add(values[i]);
      }
      Arrays.sort(values);
      Distribution d = histogram.snapshot();
      check(seed, d.lowerQuartile(), values, 0.25);
      check(seed, d.median(), values, 0.5);
      check(seed, d.upperQuartile(), values, 0.75);
      assertThat(d.min()).isEqualTo(values[0]);
      assertThat(d.max()).isEqualTo(values[values.length - 1]);
    }
  }

  private static void check(long seed, long found, long[] sorted, double q) {
    long exact = sorted[(int) Math.max(1, Math.ceil(q * sorted.length)) - 1];
    assertThat((double) found)
        .as("seed %d, quantile %s", seed, q)
        .isCloseTo((double) exact, within(exact * 0.04 + 1e-9));
  }
}
