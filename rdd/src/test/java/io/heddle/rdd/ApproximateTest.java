package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.heddle.error.HeddleException;
import io.heddle.rdd.approx.Estimates;
import io.heddle.rdd.approx.HyperLogLog;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproximateTest {
  private static final CountDownLatch[] GATE = new CountDownLatch[1];

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final HeddleContext context = HeddleContext.on(new FakeJobRunner(), null);
  private final RDD<Integer> numbers =
      context.parallelize(IntStream.range(0, 1000).boxed().toList(), 4);

  @Test
  void with_enough_time_results_are_exact() {
    assertThat(numbers.countApprox(60_000).getFinalValue())
        .isEqualTo(new BoundedDouble(1000, 1, 1000, 1000));
    DoubleRDD doubles = numbers.mapToDouble(n -> n);
    assertThat(doubles.meanApprox(60_000).initialValue().mean()).isCloseTo(499.5, within(1e-9));
    PartialResult<BoundedDouble> sum = doubles.sumApprox(60_000, 0.9);
    assertThat(sum.isInitialValueFinal()).isTrue();
    assertThat(sum.getFinalValue().mean()).isCloseTo(499_500, within(1e-6));
    Map<Integer, BoundedDouble> counts =
        numbers.map(n -> n % 2).countByValueApprox(60_000).getFinalValue();
    assertThat(counts.get(1).mean()).isEqualTo(500);
    assertThat(numbers.keyBy(n -> n % 4).countByKeyApprox(60_000).initialValue())
        .containsEntry(3, new BoundedDouble(250, 1, 250, 250));
  }

  @Test
  void out_of_time_the_answer_is_what_is_known_and_the_job_goes_on() {
    GATE[0] = new CountDownLatch(1);
    // The fake runs the last partition first; the first one waits.
    RDD<Integer> held =
        numbers.mapPartitionsWithIndex(
            (index, records) -> {
              if (index == 0) {
                GATE[0].await();
              }
              return records;
            });
    PartialResult<BoundedDouble> count = held.countApprox(300);
    assertThat(count.isInitialValueFinal()).isFalse();
    assertThat(count.initialValue().low()).isLessThanOrEqualTo(count.initialValue().mean());
    assertThat(count.initialValue().mean()).isIn(0.0, 1000.0);
    GATE[0].countDown();
    assertThat(count.getFinalValue().mean()).isEqualTo(1000);
    double[] seen = new double[1];
    count.onComplete(value -> seen[0] = value.mean());
    assertThat(seen[0]).isEqualTo(1000);
    assertThat(count.map(BoundedDouble::mean).getFinalValue()).isEqualTo(1000);
  }

  @Test
  void a_failure_is_thrown() {
    assertThatThrownBy(() -> numbers.map(n -> 1 / (n - 5)).countApprox(60_000))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> numbers.countApprox(1, 1.5)).isInstanceOf(HeddleException.class);
  }

  @Test
  void bounds_hold_as_often_as_the_confidence_says() {
    int held = 0;
    int trials = 400;
    for (int i = 0; i < trials; i++) {
      // half of 2,000 records, each in a random half
      int seen = 0;
      for (int r = 0; r < 2000; r++) {
        seen += random.nextInt(2);
      }
      double[] bounds = Estimates.count(seen, 0.5, 0.95);
      held += bounds[1] <= 2000 && 2000 <= bounds[2] ? 1 : 0;
    }
    assertThat((double) held / trials).as("seed %d", seed).isBetween(0.9, 0.99);
  }

  @Test
  void bounds_of_few_records_are_exact_quantiles() {
    // Seen 1 of a half: the number unseen is geometric, P(0) = 1/2, P(at most 4) = 31/32.
    assertThat(Estimates.count(1, 0.5, 0.9)).containsExactly(2, 1, 5);
    assertThat(Estimates.count(0, 0.5, 0.9)).containsExactly(0, 0, 0);
  }

  @Test
  void mean_bounds_of_few_values_follow_students_distribution() {
    // 2.776 standard errors hold 95% with 4 degrees of freedom, 12.706 with 1; 1.96 with many.
    assertThat(Estimates.mean(5, 0, 5, 0.95)[2]).isCloseTo(2.7764, within(1e-3));
    assertThat(Estimates.mean(2, 0, 2, 0.95)[2]).isCloseTo(12.706, within(1e-2));
    assertThat(Estimates.mean(10_000, 0, 10_000, 0.95)[2]).isCloseTo(1.95996, within(1e-4));
    assertThat(Estimates.mean(10_000, 0, 10_000, 0.9999)[2]).isCloseTo(3.89059, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 1_000, 30_000, 500_000})
  void a_sketch_is_near_the_truth(int distinct) {
    byte[] registers = new HyperLogLog(12).registers();
    byte[] others = new HyperLogLog(12).registers();
    for (int i = 0; i < distinct; i++) {
      long hash = HyperLogLog.hash(seed + i);
      HyperLogLog.addTo(i % 2 == 0 ? registers : others, hash);
      HyperLogLog.addTo(registers, hash);
    }
    double estimate = HyperLogLog.of(HyperLogLog.mergeInto(registers, others)).estimate();
    assertThat(estimate).as("seed %d", seed).isCloseTo(distinct, within(0.5 + distinct * 0.08));
  }

  @Test
  void distinct_counts_of_rdds_and_keys() {
    RDD<String> words =
        context.parallelize(
            IntStream.range(0, 20_000).mapToObj(i -> "w" + random.nextInt(3000)).toList(), 5);
    Set<String> exact = new HashSet<>(words.collect());
    assertThat((double) words.countApproxDistinct(0.02))
        .as("seed %d", seed)
        .isCloseTo(exact.size(), within(exact.size() * 0.1));
    Map<Integer, Long> byKey =
        numbers.mapToPair(n -> new Pair<>(n % 3, n)).countApproxDistinctByKey(0.01).collectAsMap();
    assertThat(byKey.keySet()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat((double) byKey.get(0)).isCloseTo(334, within(20.0));
    assertThatThrownBy(() -> words.countApproxDistinct(0))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("0.000017");
  }

  @Test
  void nothing_at_all() {
    assertThat(context.emptyRDD().countApprox(1000).getFinalValue().mean()).isZero();
    assertThat(context.parallelize(List.of(), 2).countApproxDistinct(0.1)).isZero();
  }
}
