package program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.driver.DriverOptions;
import io.heddle.driver.LocalDriver;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.RDD;
import io.heddle.rdd.spi.JobRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Programs on {@code local[2]}, through planner, scheduler, protocol and executor. In a package of
 * its own, as a user's code is.
 */
class LocalRunTest {
  private static HeddleContext context;

  @BeforeAll
  static void start() {
    context = HeddleContext.builder().master("local[2]").getOrCreate();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  void collectsInOrder() {
    assertThat(context.parallelize(upTo(1000), 7).map(i -> i * 2).collect())
        .isEqualTo(upTo(1000).stream().map(i -> i * 2).toList());
  }

  @Test
  void reducesByKey() {
    List<Pair<Integer, Integer>> sums =
        context
            .parallelize(upTo(1000), 5)
            .mapToPair(i -> new Pair<>(i % 3, 1))
            .reduceByKey(Integer::sum)
            .collect();
    assertThat(sums)
        .containsExactlyInAnyOrder(new Pair<>(0, 334), new Pair<>(1, 333), new Pair<>(2, 333));
  }

  @Test
  void severalShufflesInARow() {
    long distinct =
        context
            .parallelize(upTo(2000), 4)
            .mapToPair(i -> new Pair<>(i % 100, 1))
            .reduceByKey(Integer::sum)
            .mapToPair(pair -> new Pair<>(pair.value(), pair.key()))
            .groupByKey()
            .repartition(3)
            .count();
    assertThat(distinct).isEqualTo(1);
  }

  @Test
  void noPartitionsAtAll() {
    assertThat(context.emptyRDD().collect()).isEmpty();
    assertThat(context.<Integer>emptyRDD().mapToPair(i -> new Pair<>(i, i)).groupByKey().count())
        .isZero();
  }

  @Test
  void manyThreadsSubmitAtOnce() {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      RDD<Integer> shared =
          context
              .parallelize(upTo(100), 4)
              .mapToPair(i -> new Pair<>(i % 10, i))
              .reduceByKey(Integer::sum)
              .map(Pair::value);
      List<CompletableFuture<Integer>> sums = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        sums.add(CompletableFuture.supplyAsync(() -> shared.reduce(Integer::sum), threads));
      }
      assertThat(sums).allSatisfy(sum -> assertThat(sum.join()).isEqualTo(4950));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aFailureNamesExceptionAndUserFrame() {
    assertThatThrownBy(() -> context.parallelize(upTo(4), 2).map(i -> 10 / (i - 3)).collect())
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.USER_CODE_FAILED);
              assertThat(e.detail())
                  .contains("java.lang.ArithmeticException: / by zero")
                  .contains("LocalRunTest.java:")
                  .contains("failed 4 times");
            });
  }

  @Test
  void cachedPartitionsAreReadBack() {
    RDD<Long> cached = context.parallelize(upTo(10), 2).map(i -> System.nanoTime()).cache();
    assertThat(cached.collect()).isEqualTo(cached.collect());
  }

  @Test
  void aClosedContextRefusesJobs() {
    // A runner of its own, as the shared one must go on.
    JobRunner runner =
        LocalDriver.start(
            HeddleConf.empty().with("heddle.master", "local[1]"),
            LocalRunTest.class.getClassLoader(),
            DriverOptions.NO_EVENTS);
    HeddleContext other = HeddleContext.on(runner, null);
    RDD<Integer> rdd = other.parallelize(upTo(3), 1);
    assertThat(rdd.count()).isEqualTo(3);
    runner.close();
    assertThatThrownBy(rdd::count)
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_CLOSED));
  }
}
