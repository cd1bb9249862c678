package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Products, zips, splits, samples, trees and pipes against the same on plain collections. */
class ReshapingTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final FakeJobRunner runner = new FakeJobRunner();
  private final HeddleContext context = HeddleContext.on(runner, null);
  private final List<Integer> numbers =
      IntStream.range(0, 300 + random.nextInt(300)).mapToObj(i -> random.nextInt(200)).toList();
  private final RDD<Integer> rdd = context.parallelize(numbers, 1 + random.nextInt(9));

  private static void assertBadArgument(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
  }

  @Test
  void cartesian_pairs_each_with_each() {
    List<String> others = IntStream.range(0, random.nextInt(7)).mapToObj(i -> "o" + i).toList();
    List<Pair<Integer, String>> expected =
        numbers.stream().flatMap(n -> others.stream().map(o -> new Pair<>(n, o))).toList();
    PairRDD<Integer, String> product = rdd.cartesian(context.parallelize(others, 3));
    assertThat(product.getNumPartitions()).isEqualTo(3 * rdd.getNumPartitions());
    assertThat(product.collect()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rdd.cartesian(context.emptyRDD()).collect()).isEmpty();
  }

  @Test
  void zip_takes_records_pairwise() {
    RDD<String> strings = rdd.map(n -> "s" + n);
    assertThat(rdd.zip(strings).collect())
        .as("seed %d", seed)
        .isEqualTo(numbers.stream().map(n -> new Pair<>(n, "s" + n)).toList());
  }

  @Test
  void zip_refuses_unequal_numbers() {
    RDD<Integer> two = context.parallelize(List.of(1, 2, 3), 2);
    assertBadArgument(() -> two.zip(context.parallelize(List.of(1, 2, 3), 3)));
    assertBadArgument(() -> two.zip(context.parallelize(List.of(1, 2), 2)).collect());
    assertBadArgument(() -> two.zip(context.parallelize(List.of(1, 2, 3, 4), 2)).collect());
  }

  @Test
  void zipPartitions_gives_both_iterators() {
    RDD<Integer> sizes =
        rdd.zipPartitions(
            rdd.filter(n -> n % 2 == 0),
            (left, right) -> List.of(size(left), size(right)).iterator());
    List<Integer> expected = new ArrayList<>();
    for (List<Integer> part : rdd.glom().collect()) {
      expected.add(part.size());
      expected.add((int) part.stream().filter(n -> n % 2 == 0).count());
    }
    assertThat(sizes.collect()).as("seed %d", seed).isEqualTo(expected);
  }

  private static int size(Iterator<?> records) {
    int size = 0;
    for (; records.hasNext(); records.next()) {
      size++;
    }
    return size;
  }

  @Test
  void zipWithUniqueId_counts_by_the_number_of_partitions() {
    int n = rdd.getNumPartitions();
    List<Pair<Integer, Long>> expected = new ArrayList<>();
    List<List<Integer>> parts = rdd.glom().collect();
    for (int p = 0; p < n; p++) {
      for (int i = 0; i < parts.get(p).size(); i++) {
        expected.add(new Pair<>(parts.get(p).get(i), (long) i * n + p));
      }
    }
    int before = runner.tasks.size();
    PairRDD<Integer, Long> ids = rdd.zipWithUniqueId();
    assertThat(runner.tasks).hasSize(before);
    assertThat(ids.collect()).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void takeSample_has_the_size_asked_for() {
    RDD<Pair<Integer, Long>> distinct = rdd.zipWithIndex();
    for (int wanted : new int[] {0, 1, 10, numbers.size() - 1, numbers.size() + 5}) {
      List<Pair<Integer, Long>> taken = distinct.takeSample(false, wanted, seed);
      assertThat(taken)
          .as("seed %d", seed)
          .hasSize(Math.min(wanted, numbers.size()))
          .doesNotHaveDuplicates();
      assertThat(distinct.takeSample(false, wanted, seed)).isEqualTo(taken);
    }
    assertThat(rdd.takeSample(true, 2 * numbers.size(), seed)).hasSize(2 * numbers.size());
    assertThat(context.<Integer>emptyRDD().takeSample(false, 3)).isEmpty();
  }

  @Test
  void randomSplit_divides_without_loss() {
    RDD<Pair<Integer, Long>> distinct = rdd.zipWithIndex();
    RDD<Pair<Integer, Long>>[] parts = distinct.randomSplit(new double[] {1, 3, 0, 4}, seed);
    List<Pair<Integer, Long>> all = new ArrayList<>();
    for (RDD<Pair<Integer, Long>> part : parts) {
      all.addAll(part.collect());
    }
    assertThat(all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(distinct.collect());
    assertThat(parts[2].count()).isZero();
    assertThat(parts[3].count()).isGreaterThan(parts[0].count());
    assertBadArgument(() -> rdd.randomSplit(new double[] {0, 0}));
    assertBadArgument(() -> rdd.randomSplit(new double[] {1, -1}));
  }

  @Test
  void trees_fold_as_aggregate_and_reduce_do() {
    RDD<Integer> wide = context.parallelize(numbers, 40);
    int sum = numbers.stream().mapToInt(Integer::intValue).sum();
    for (int depth = 1; depth <= 4; depth++) {
      assertThat(wide.treeAggregate(0, Integer::sum, Integer::sum, depth))
          .as("seed %d", seed)
          .isEqualTo(sum);
      assertThat(wide.treeReduce(Integer::sum, depth)).isEqualTo(sum);
    }
    assertThat(wide.treeAggregate(0, Integer::sum, Integer::sum, 2, true)).isEqualTo(sum);
    assertThat(runner.mapTasks()).isPositive();
    assertThat(context.<Integer>emptyRDD().treeAggregate(7, Integer::sum, Integer::sum))
        .isEqualTo(7);
    assertThat(context.parallelize(List.of(5), 30).treeReduce(Integer::sum)).isEqualTo(5);
    assertThatThrownBy(() -> context.<Integer>emptyRDD().treeReduce(Integer::sum))
        .isInstanceOf(java.util.NoSuchElementException.class);
    assertBadArgument(() -> wide.treeReduce(Integer::sum, 0));
  }

  @Test
  void a_tree_leaves_the_driver_few_values() {
    context.parallelize(numbers, 40).treeReduce(Integer::sum);
    long results = runner.tasks.stream().filter(task -> !task.map()).count();
    assertThat(results).isLessThan(10);
  }

  @Test
  void toLocalIterator_runs_a_job_for_each_partition_it_reaches() {
    Iterator<Integer> local = context.parallelize(numbers, 5).toLocalIterator();
    assertThat(runner.tasks).isEmpty();
    List<Integer> read = new ArrayList<>();
    read.add(local.next());
    assertThat(runner.tasks).hasSize(1);
    local.forEachRemaining(read::add);
    assertThat(read).as("seed %d", seed).isEqualTo(numbers);
    assertThat(runner.tasks).hasSize(5);
  }

  @Test
  void collectPartitions_by_index() {
    List<List<Integer>> parts = context.parallelize(numbers, 4).glom().collect();
    List<Integer>[] two = context.parallelize(numbers, 4).collectPartitions(new int[] {3, 1});
    assertThat(two).containsExactly(parts.get(3), parts.get(1));
    assertBadArgument(() -> rdd.collectPartitions(new int[] {-1}));
  }

  @Test
  void pipe_gives_lines_to_a_process_and_takes_its_own() {
    assertThat(rdd.pipe("cat").collect())
        .as("seed %d", seed)
        .isEqualTo(numbers.stream().map(String::valueOf).toList());
    assertThat(
            context
                .parallelize(List.of("x", "y"), 2)
                .pipe(List.of("sh", "-c", "echo $V; wc -l"), Map.of("V", "ä"))
                .map(String::trim)
                .collect())
        .containsExactly("ä", "1", "ä", "1");
  }

  @Test
  void a_pipe_may_stop_reading_but_not_fail() {
    List<String> many = Stream.generate(() -> "line").limit(200_000).toList();
    assertThat(context.parallelize(many, 1).pipe(List.of("head", "-n", "2")).collect())
        .containsExactly("line", "line");
    assertThatThrownBy(() -> rdd.pipe(List.of("sh", "-c", "cat >/dev/null; exit 3")).count())
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("status 3");
    assertThatThrownBy(() -> rdd.pipe("no-such-command-here").count())
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("no-such-command-here");
  }

  @Test
  void a_failure_of_the_records_comes_through_a_pipe() {
    assertThatThrownBy(
            () ->
                rdd.map(
                        n -> {
                          throw new IllegalStateException("bad record");
                        })
                    .pipe("cat")
                    .collect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bad record");
  }

  @Test
  void a_pipe_has_a_directory_of_its_own_when_asked() {
    List<String> places =
        context.parallelize(List.of(1, 2), 2).pipe(List.of("pwd"), Map.of(), true, 100).collect();
    assertThat(new HashSet<>(places)).hasSize(2);
    assertThat(places).allSatisfy(place -> assertThat(java.nio.file.Path.of(place)).doesNotExist());
  }

  @Test
  void subtract_with_partitions_and_partitioner() {
    RDD<Integer> other = context.parallelize(List.of(1, 2, 3, 50, 51), 2);
    List<Integer> expected =
        numbers.stream().filter(n -> !List.of(1, 2, 3, 50, 51).contains(n)).toList();
    assertThat(rdd.subtract(other, 3).collect())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(expected);
    RDD<Integer> four = rdd.subtract(other, new HashPartitioner(4));
    assertThat(four.getNumPartitions()).isEqualTo(4);
    assertThat(four.collect()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void mapPartitions_to_pairs_and_numbers() {
    assertThat(rdd.mapPartitionsToPair(Sizes::of).map(Pair::value).collect())
        .isEqualTo(rdd.glom().map(List::size).collect());
    assertThat(rdd.flatMapToDouble(n -> Arrays.asList(n + 0.5, 1.0).iterator()).sum())
        .isEqualTo(numbers.stream().mapToDouble(n -> n + 1.5).sum());
    assertThat(
            rdd.mapPartitionsToDouble(records -> List.of((double) size(records)).iterator()).sum())
        .isEqualTo(numbers.size());
  }

  private static final class Sizes {
    static Iterator<Pair<String, Integer>> of(Iterator<Integer> records) {
      return List.of(new Pair<>("size", size(records))).iterator();
    }
  }
}
