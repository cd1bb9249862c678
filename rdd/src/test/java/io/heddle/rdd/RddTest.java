package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.function.SerializableComparator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operations on single records against the same on plain collections. */
class RddTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final FakeJobRunner runner = new FakeJobRunner();
  private final HeddleContext context = HeddleContext.on(runner, null);
  private final List<Integer> numbers =
      IntStream.range(0, 500).mapToObj(i -> random.nextInt(200)).toList();
  private final RDD<Integer> rdd = context.parallelize(numbers, 7);

  @Test
  void collect_keeps_the_order() {
    assertThat(rdd.collect()).as("seed %d", seed).isEqualTo(numbers);
  }

  @Test
  void values_may_be_null_and_partitions_empty() {
    List<String> values = new ArrayList<>(List.of("a", "b"));
    values.add(null);
    assertThat(context.parallelize(values, 10).collect()).isEqualTo(values);
    assertThat(context.<String>emptyRDD().collect()).isEmpty();
  }

  @Test
  void later_changes_to_the_list_are_not_seen() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
    RDD<Integer> before = context.parallelize(list);
    list.clear();
    assertThat(before.collect()).containsExactly(1, 2, 3);
  }

  @Test
  void map_filter_and_flatMap_chain() {
    List<String> expected =
        numbers.stream()
            .map(n -> n * 3)
            .filter(n -> n % 2 == 0)
            .flatMap(n -> Collections.nCopies(n % 5, "v" + n).stream())
            .toList();
    RDD<String> chained =
        rdd.map(n -> n * 3)
            .filter(n -> n % 2 == 0)
            .flatMap(n -> Collections.nCopies(n % 5, "v" + n).iterator());
    assertThat(chained.collect()).as("seed %d", seed).isEqualTo(expected);
    assertThat(chained.take(37)).isEqualTo(expected.subList(0, 37));
  }

  @Test
  void an_iterator_may_be_read_in_part_and_then_pushed() {
    RDD<Integer> mixed =
        rdd.filter(n -> n % 3 == 0)
            .flatMap(n -> List.of(n, n + 1).iterator())
            .mapPartitions(
                records -> {
                  List<Integer> all = new ArrayList<>();
                  for (int i = 0; i < 5 && records.hasNext(); i++) {
                    all.add(records.next());
                  }
                  if (records.hasNext()) {
                    records.forEachRemaining(all::add);
                  }
                  return all.iterator();
                });
    assertThat(mixed.collect())
        .as("seed %d", seed)
        .isEqualTo(
            numbers.stream()
                .filter(n -> n % 3 == 0)
                .flatMap(n -> List.of(n, n + 1).stream())
                .toList());
  }

  @Test
  void mapPartitionsWithIndex_is_given_the_index() {
    RDD<String> indexed =
        rdd.mapPartitionsWithIndex(
            (index, records) -> {
              int count = 0;
              for (Iterator<Integer> it = records; it.hasNext(); it.next()) {
                count++;
              }
              return List.of(index + ":" + count).iterator();
            });
    assertThat(indexed.collect())
        .containsExactly("0:71", "1:71", "2:72", "3:71", "4:72", "5:71", "6:72");
  }

  @Test
  void glom_gives_partitions() {
    assertThat(context.parallelize(List.of(1, 2, 3, 4, 5), 2).glom().collect())
        .containsExactly(List.of(1, 2), List.of(3, 4, 5));
  }

  @Test
  void union_puts_partitions_side_by_side() {
    RDD<Integer> all = context.union(rdd, rdd.map(n -> -n), context.emptyRDD());
    assertThat(all.getNumPartitions()).isEqualTo(14);
    List<Integer> expected = new ArrayList<>(numbers);
    numbers.forEach(n -> expected.add(-n));
    assertThat(all.collect()).isEqualTo(expected);
    assertThat(rdd.union(rdd).count()).isEqualTo(1000);
  }

  @Test
  void distinct_leaves_each_once() {
    assertThat(rdd.distinct().collect())
        .as("seed %d", seed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(new HashSet<>(numbers));
    assertThat(rdd.distinct(4).getNumPartitions()).isEqualTo(4);
  }

  @Test
  void subtract_and_intersection_are_set_operations() {
    RDD<Integer> other = context.parallelize(IntStream.range(0, 100).boxed().toList(), 2);
    assertThat(rdd.subtract(other).collect())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(numbers.stream().filter(n -> n >= 100).toList());
    assertThat(rdd.intersection(other).collect())
        .containsExactlyInAnyOrderElementsOf(
            numbers.stream().filter(n -> n < 100).collect(Collectors.toSet()));
  }

  @Test
  void coalesce_moves_nothing_and_keeps_the_order() {
    RDD<Integer> fewer = rdd.coalesce(3);
    assertThat(fewer.getNumPartitions()).isEqualTo(3);
    assertThat(fewer.collect()).isEqualTo(numbers);
    assertThat(runner.mapTasks()).isZero();
    assertThat(rdd.coalesce(100).getNumPartitions()).isEqualTo(7);
  }

  @Test
  void repartition_spreads_evenly() {
    List<List<Integer>> parts = rdd.repartition(10).glom().collect();
    assertThat(parts).hasSize(10).allSatisfy(p -> assertThat(p).hasSizeBetween(43, 57));
    assertThat(parts.stream().flatMap(List::stream).toList())
        .containsExactlyInAnyOrderElementsOf(numbers);
  }

  @Test
  void repartition_behind_a_shuffle_places_records_by_content() {
    RDD<Integer> shuffled =
        context.parallelize(IntStream.range(0, 1000).boxed().toList(), 5).distinct();
    List<List<Integer>> once = shuffled.repartition(8).glom().collect();
    assertThat(once).allSatisfy(p -> assertThat(p).hasSizeBetween(80, 170));
    List<List<Integer>> again =
        shuffled
            .mapPartitions(
                records -> {
                  List<Integer> backwards = new ArrayList<>();
                  records.forEachRemaining(backwards::add);
                  Collections.reverse(backwards);
                  return backwards.iterator();
                })
            .repartition(8)
            .glom()
            .collect();
    for (int p = 0; p < 8; p++) {
      assertThat(again.get(p)).containsExactlyInAnyOrderElementsOf(once.get(p));
    }
  }

  @Test
  void sortBy_sorts_the_whole() {
    assertThat(rdd.sortBy(n -> n, true, 4).collect())
        .as("seed %d", seed)
        .isEqualTo(numbers.stream().sorted().toList());
    assertThat(rdd.sortBy(n -> -n, false, 3).collect())
        .isEqualTo(numbers.stream().sorted().toList());
  }

  @Test
  void zipWithIndex_numbers_through() {
    List<Pair<Integer, Long>> zipped = rdd.zipWithIndex().collect();
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(zipped.get(i)).isEqualTo(new Pair<>(numbers.get(i), (long) i));
    }
  }

  @Test
  void a_sample_has_about_its_share_and_is_the_same_again() {
    RDD<Long> many = context.range(0, 20_000);
    List<Long> sample = many.sample(false, 0.25, 42).collect();
    assertThat(sample).hasSizeBetween(4_600, 5_400).doesNotHaveDuplicates();
    assertThat(many.sample(false, 0.25, 42).collect()).isEqualTo(sample);
    assertThat(many.sample(true, 2.0, 42).collect()).hasSizeBetween(38_500, 41_500);
  }

  @Test
  void range_counts_up_and_down() {
    assertThat(context.range(0, 10, 3, 2).collect()).containsExactly(0L, 3L, 6L, 9L);
    assertThat(context.range(5, 0, -2, 4).collect()).containsExactly(5L, 3L, 1L);
    assertThat(context.range(3, 3).collect()).isEmpty();
    assertThat(context.range(Long.MAX_VALUE - 2, Long.MAX_VALUE).collect())
        .containsExactly(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1);
  }

  @Test
  void folds_agree_with_plain_ones() {
    int sum = numbers.stream().mapToInt(n -> n).sum();
    assertThat(rdd.reduce(Integer::sum)).isEqualTo(sum);
    assertThat(rdd.fold(0, Integer::sum)).isEqualTo(sum);
    List<Integer> gathered =
        rdd.aggregate(
            new ArrayList<Integer>(),
            (list, n) -> {
              list.add(n);
              return list;
            },
            (a, b) -> {
              a.addAll(b);
              return a;
            });
    assertThat(gathered).isEqualTo(numbers);
    assertThat(rdd.count()).isEqualTo(500);
    assertThat(rdd.max(Comparator.naturalOrder())).isEqualTo(Collections.max(numbers));
    assertThat(rdd.min((a, b) -> Integer.compare(b, a))).isEqualTo(Collections.max(numbers));
  }

  @Test
  void countByValue_counts() {
    Map<Integer, Long> expected = new HashMap<>();
    numbers.forEach(n -> expected.merge(n, 1L, Long::sum));
    assertThat(rdd.countByValue()).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void top_and_takeOrdered_are_the_ends_of_the_sorted_whole() {
    List<Integer> sorted = numbers.stream().sorted().toList();
    List<Integer> reversed = numbers.stream().sorted(Comparator.reverseOrder()).toList();
    assertThat(rdd.takeOrdered(20)).as("seed %d", seed).isEqualTo(sorted.subList(0, 20));
    assertThat(rdd.top(20)).isEqualTo(reversed.subList(0, 20));
    SerializableComparator<Integer> backwards = (a, b) -> b.compareTo(a);
    assertThat(rdd.takeOrdered(9, backwards)).isEqualTo(reversed.subList(0, 9));
    assertThat(rdd.top(9, (a, b) -> b.compareTo(a))).isEqualTo(sorted.subList(0, 9));
    assertThat(rdd.top(1000)).isEqualTo(reversed);
    assertThat(rdd.top(0)).isEmpty();
  }

  @Test
  void take_and_first_read_no_more_partitions_than_they_need() {
    assertThat(rdd.take(10)).isEqualTo(numbers.subList(0, 10));
    assertThat(rdd.first()).isEqualTo(numbers.get(0));
    assertThat(runner.tasks).extracting(FakeJobRunner.Ran::partition).containsOnly(0);
    assertThat(rdd.take(300)).isEqualTo(numbers.subList(0, 300));
    assertThat(rdd.take(5000)).isEqualTo(numbers);
  }

  @Test
  void actions_that_need_a_record_say_so_when_there_is_none() {
    RDD<Integer> none = rdd.filter(n -> n < 0);
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.count()).isZero();
    assertThatThrownBy(none::first)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("first of an empty RDD");
    assertThatThrownBy(() -> none.reduce(Integer::sum)).isInstanceOf(NoSuchElementException.class);
    assertThat(none.fold(7, (a, b) -> b)).isEqualTo(7);
  }

  @Test
  void foreach_runs_for_its_effect() {
    Seen.VALUES.clear();
    rdd.foreach(n -> Seen.VALUES.add(n));
    assertThat(Seen.VALUES).containsExactlyInAnyOrderElementsOf(numbers);
    Seen.VALUES.clear();
    rdd.foreachPartition(records -> records.forEachRemaining(Seen.VALUES::add));
    assertThat(Seen.VALUES).hasSize(500);
  }

  private static final class Seen {
    static final List<Integer> VALUES = new ArrayList<>();
  }

  @Test
  void a_cached_rdd_is_computed_once_until_it_is_unpersisted() {
    Computed.times = 0;
    RDD<Integer> cached =
        rdd.map(
                n -> {
                  Computed.times++;
                  return n;
                })
            .cache();
    cached.count();
    cached.map(n -> n + 1).collect();
    assertThat(Computed.times).isEqualTo(500);
    cached.unpersist();
    assertThat(runner.cache.blocks).isEmpty();
    cached.count();
    assertThat(Computed.times).isEqualTo(1000);
  }

  private static final class Computed {
    static int times;
  }

  @Test
  void another_storage_level_needs_unpersist_first() {
    RDD<Integer> kept = rdd.map(n -> n).persist(StorageLevel.DISK_ONLY);
    assertThat(kept.getStorageLevel()).isEqualTo(StorageLevel.DISK_ONLY);
    assertThatThrownBy(kept::cache).isInstanceOf(HeddleException.class);
    assertThat(kept.unpersist().cache().getStorageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY);
  }

  @Test
  void a_checked_exception_of_the_user_passes_unwrapped() {
    RDD<Integer> failing =
        rdd.map(
            n -> {
              throw new IOException("of the user");
            });
    assertThatThrownBy(failing::collect).isInstanceOf(IOException.class).hasMessage("of the user");
  }

  @Test
  void wrong_counts_are_refused() {
    assertThatThrownBy(() -> rdd.repartition(0))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
    assertThatThrownBy(() -> rdd.take(-1)).isInstanceOf(HeddleException.class);
    assertThatThrownBy(() -> context.parallelize(numbers, 0)).isInstanceOf(HeddleException.class);
  }

  @Test
  void a_closed_context_runs_nothing() {
    context.close();
    assertThat(runner.closed).isTrue();
    assertThatThrownBy(rdd::count)
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_CLOSED));
  }

  @Test
  void the_debug_text_shows_names_levels_and_shuffles() {
    RDD<Integer> twice = rdd.setName("numbers").distinct(2).map(n -> n * 2).cache();
    assertThat(twice.toDebugString().lines())
        .hasSize(5)
        .satisfiesExactly(
            l -> assertThat(l).startsWith("(2) map at ").endsWith("MEMORY_ONLY"),
            l -> assertThat(l).startsWith("(2) distinct at "),
            l -> assertThat(l).startsWith("(2) distinct at "),
            l -> assertThat(l).startsWith("  (7) distinct at "),
            l -> assertThat(l).startsWith("  (7) numbers at "));
  }
}
