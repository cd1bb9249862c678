package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.heddle.error.HeddleException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Operations on numbers against the same on plain collections. */
class DoubleRddTest {
  private static final Offset<Double> NEAR = within(1e-6);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final HeddleContext context = HeddleContext.on(new FakeJobRunner(), null);
  private final List<Double> values =
      random.doubles(200 + random.nextInt(300), -50, 1000).boxed().toList();
  private final DoubleRDD rdd = context.parallelizeDoubles(values, 1 + random.nextInt(8));

  private DoubleStream stream() {
    return values.stream().mapToDouble(Double::doubleValue);
  }

  @Test
  void moments_and_extremes() {
    double mean = stream().average().orElseThrow();
    double squares = stream().map(v -> (v - mean) * (v - mean)).sum();
    assertThat(rdd.sum()).as("seed %d", seed).isCloseTo(stream().sum(), NEAR);
    assertThat(rdd.mean()).isCloseTo(mean, NEAR);
    assertThat(rdd.variance()).isCloseTo(squares / values.size(), NEAR);
    assertThat(rdd.popVariance()).isEqualTo(rdd.variance());
    assertThat(rdd.sampleVariance()).isCloseTo(squares / (values.size() - 1), NEAR);
    assertThat(rdd.stdev()).isCloseTo(Math.sqrt(squares / values.size()), NEAR);
    assertThat(rdd.popStdev()).isEqualTo(rdd.stdev());
    assertThat(rdd.sampleStdev()).isCloseTo(Math.sqrt(squares / (values.size() - 1)), NEAR);
    assertThat(rdd.min()).isEqualTo(stream().min().orElseThrow());
    assertThat(rdd.max()).isEqualTo(stream().max().orElseThrow());
    StatCounter stats = rdd.stats();
    assertThat(stats.count()).isEqualTo(values.size());
    assertThat(stats.copy().merge(stats).sum()).isCloseTo(2 * stats.sum(), NEAR);
  }

  @Test
  void a_large_offset_does_not_cancel_the_variance() {
    DoubleRDD far = rdd.map(v -> v + 1e9).mapToDouble(v -> v);
    assertThat(far.variance()).as("seed %d", seed).isCloseTo(rdd.variance(), within(1e-2));
  }

  @Test
  void no_numbers() {
    DoubleRDD none = context.parallelizeDoubles(List.of(), 3);
    assertThat(none.sum()).isZero();
    assertThat(none.mean()).isNaN();
    assertThat(none.variance()).isNaN();
    assertThatThrownBy(none::max).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> none.histogram(3)).isInstanceOf(HeddleException.class);
  }

  private long[] expected(double[] bounds) {
    long[] counts = new long[bounds.length - 1];
    for (double value : values) {
      for (int i = 0; i < counts.length; i++) {
        boolean last = i == counts.length - 1;
        if (value >= bounds[i] && (value < bounds[i + 1] || (last && value == bounds[i + 1]))) {
          counts[i]++;
        }
      }
    }
    return counts;
  }

  @Test
  void histogram_with_even_buckets() {
    int buckets = 1 + random.nextInt(12);
    Pair<double[], long[]> histogram = rdd.histogram(buckets);
    assertThat(histogram.key()).hasSize(buckets + 1);
    assertThat(histogram.value()).as("seed %d", seed).isEqualTo(expected(histogram.key()));
    assertThat(Arrays.stream(histogram.value()).sum()).isEqualTo(values.size());
  }

  @Test
  void histogram_with_given_bounds() {
    double[] bounds = random.doubles(6, -40, 900).sorted().toArray();
    assertThat(rdd.histogram(bounds)).as("seed %d", seed).isEqualTo(expected(bounds));
    Double[] even = {0.0, 100.0, 200.0, 300.0};
    assertThat(rdd.histogram(even, true)).isEqualTo(expected(new double[] {0, 100, 200, 300}));
    assertThatThrownBy(() -> rdd.histogram(new double[] {2, 1}))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("ascend");
  }

  @Test
  void one_value_only_makes_one_bucket() {
    Pair<double[], long[]> histogram =
        context.parallelizeDoubles(List.of(4.0, 4.0), 2).histogram(5);
    assertThat(histogram.key()).containsExactly(4, 4);
    assertThat(histogram.value()).containsExactly(2);
  }

  @Test
  void stays_an_rdd_of_numbers() {
    DoubleRDD some = rdd.filter(v -> v > 0).union(rdd).distinct().repartition(2).setName("some");
    assertThat(some.sum()).as("seed %d", seed).isCloseTo(stream().distinct().sum(), NEAR);
    assertThat(rdd.subtract(rdd).sum()).isZero();
  }
}
