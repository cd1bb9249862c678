package program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.driver.DriverOptions;
import io.heddle.driver.LocalDriver;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.BoundedDouble;
import io.heddle.rdd.FutureAction;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PartialResult;
import io.heddle.rdd.RDD;
import io.heddle.rdd.spi.JobRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  /** Begins a job whose two tasks say that they run, and when they were interrupted. */
  private static FutureAction<Void> sleeping(CountDownLatch begun, CountDownLatch ended) {
    LATCHES.put("begun", begun);
    LATCHES.put("ended", ended);
    return context
        .parallelize(upTo(2), 2)
        .foreachAsync(
            n -> {
              LATCHES.get("begun").countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                LATCHES.get("ended").countDown();
                throw e;
              }
            });
  }

  private static final Map<String, CountDownLatch> LATCHES = new ConcurrentHashMap<>();

  @Test
  void cancellingReachesRunningTasks() throws Exception {
    List<Consumer<FutureAction<Void>>> ways =
        List.of(
            future -> future.cancel(true),
            future -> context.cancelJobGroup("nightly"),
            future -> context.cancelAllJobs());
    for (Consumer<FutureAction<Void>> way : ways) {
      CountDownLatch begun = new CountDownLatch(2);
      CountDownLatch ended = new CountDownLatch(2);
      context.setJobGroup("nightly", "sleeps");
      FutureAction<Void> job = sleeping(begun, ended);
      context.clearJobGroup();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      way.accept(job);
      assertThat(ended.await(30, TimeUnit.SECONDS)).as("tasks were interrupted").isTrue();
      assertThatThrownBy(job::join).isInstanceOf(RuntimeException.class);
    }
    assertThat(context.parallelize(upTo(10), 2).countAsync().get(30, TimeUnit.SECONDS))
        .isEqualTo(10);
  }

  @Test
  void aCancelledJobSaysWhy() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    FutureAction<Void> job = sleeping(begun, new CountDownLatch(2));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    context.cancelAllJobs();
    assertThatThrownBy(job::get)
        .hasCauseInstanceOf(HeddleException.class)
        .hasMessageContaining("JOB_CANCELLED")
        .hasMessageContaining("foreachAsync at LocalRunTest.java");
  }

  @Test
  void anApproximateCountDoesNotWaitForTheLastTask() {
    CountDownLatch gate = new CountDownLatch(1);
    LATCHES.put("gate", gate);
    RDD<Integer> held =
        context
            .parallelize(upTo(40), 2)
            .mapPartitionsWithIndex(
                (index, records) -> {
                  if (index == 1) {
                    LATCHES.get("gate").await();
                  }
                  return records;
                });
    PartialResult<BoundedDouble> count = held.countApprox(2_000);
    assertThat(count.isInitialValueFinal()).isFalse();
    assertThat(count.initialValue().mean()).isEqualTo(40);
    assertThat(count.initialValue().low()).isBetween(20.0, 40.0);
    gate.countDown();
    assertThat(count.getFinalValue().mean()).isEqualTo(40);
  }

  @Test
  void productsZipsAndTrees() {
    RDD<Integer> numbers = context.parallelize(upTo(50), 8);
    assertThat(numbers.cartesian(numbers).count()).isEqualTo(2500);
    assertThat(numbers.zip(numbers.map(n -> n + 1)).filter(p -> p._2() == p._1() + 1).count())
        .isEqualTo(50);
    assertThat(numbers.treeReduce(Integer::sum)).isEqualTo(1225);
    assertThat(numbers.pipe("cat").mapToDouble(Double::parseDouble).sum()).isEqualTo(1225);
    assertThatThrownBy(() -> numbers.zip(numbers.filter(n -> n != 3)).count())
        .hasMessageContaining("BAD_ARGUMENT")
        .hasMessageContaining("zip needs equal numbers");
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
