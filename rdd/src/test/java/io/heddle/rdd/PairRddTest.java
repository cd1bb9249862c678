package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.error.HeddleException;
import io.heddle.task.CombineShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Operations by key against the same on plain collections. */
class PairRddTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final FakeJobRunner runner = new FakeJobRunner();
  private final HeddleContext context = HeddleContext.on(runner, null);
  private final List<Pair<String, Integer>> left = pairs(400, 60);
  private final List<Pair<String, Integer>> right = pairs(150, 90);
  private final PairRDD<String, Integer> rdd = context.parallelizePairs(left, 5);
  private final PairRDD<String, Integer> other = context.parallelizePairs(right, 3);

  private List<Pair<String, Integer>> pairs(int n, int keys) {
    List<Pair<String, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int key = random.nextInt(keys);
      pairs.add(new Pair<>(key == 0 ? null : "k" + key, random.nextInt(1000) - 500));
    }
    return pairs;
  }

  private static Map<String, List<Integer>> grouped(List<Pair<String, Integer>> pairs) {
    Map<String, List<Integer>> groups = new HashMap<>();
    pairs.forEach(p -> groups.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(p.value()));
    groups.values().forEach(Collections::sort);
    return groups;
  }

  private static Map<String, List<Integer>> sortedLists(Map<String, Iterable<Integer>> groups) {
    Map<String, List<Integer>> lists = new HashMap<>();
    groups.forEach((key, values) -> lists.put(key, sorted(values)));
    return lists;
  }

  private static List<Integer> sorted(Iterable<Integer> values) {
    List<Integer> list = new ArrayList<>();
    values.forEach(list::add);
    Collections.sort(list);
    return list;
  }

  private Map<String, Integer> sums() {
    Map<String, Integer> sums = new HashMap<>();
    left.forEach(p -> sums.merge(p.key(), p.value(), Integer::sum));
    return sums;
  }

  @Test
  void reduceByKey_in_all_its_forms() {
    assertThat(rdd.reduceByKey(Integer::sum).collectAsMap()).as("seed %d", seed).isEqualTo(sums());
    PairRDD<String, Integer> four = rdd.reduceByKey((a, b) -> a + b, 4);
    assertThat(four.getNumPartitions()).isEqualTo(4);
    assertThat(four.partitioner()).contains(new HashPartitioner(4));
    assertThat(four.collectAsMap()).isEqualTo(sums());
    assertThat(rdd.reduceByKey(new HashPartitioner(2), Integer::sum).collect())
        .hasSize(sums().size());
    assertThat(runner.shuffle.shapes).containsOnly(CombineShape.INT_SUM);
  }

  @Test
  void fold_aggregate_and_combine_by_key() {
    assertThat(rdd.foldByKey(0, Integer::sum).collectAsMap()).as("seed %d", seed).isEqualTo(sums());
    Map<String, List<Integer>> lists = new HashMap<>();
    rdd.aggregateByKey(
            new ArrayList<Integer>(),
            (list, v) -> {
              list.add(v);
              return list;
            },
            (a, b) -> {
              a.addAll(b);
              return a;
            })
        .collectAsMap()
        .forEach((key, list) -> lists.put(key, sorted(list)));
    assertThat(lists).isEqualTo(grouped(left));
    Map<String, Long> counts =
        rdd.<Long>combineByKey(v -> 1L, (c, v) -> c + 1, Long::sum, 2).collectAsMap();
    assertThat(counts).isEqualTo(rdd.countByKey());
  }

  @Test
  void groupByKey_groups() {
    assertThat(sortedLists(rdd.groupByKey().collectAsMap()))
        .as("seed %d", seed)
        .isEqualTo(grouped(left));
  }

  @Test
  void groupBy_and_keyBy_use_the_functions_value() {
    Map<Integer, Iterable<Pair<String, Integer>>> groups =
        rdd.groupBy(p -> p.value() % 2).collectAsMap();
    Set<Integer> expected = left.stream().map(p -> p.value() % 2).collect(Collectors.toSet());
    assertThat(groups.keySet()).isEqualTo(expected);
    assertThat(rdd.keyBy(Pair::value).first())
        .isEqualTo(new Pair<>(left.get(0).value(), left.get(0)));
  }

  @Test
  void values_are_mapped_and_the_partitioner_stays() {
    PairRDD<String, Integer> reduced = rdd.reduceByKey(Integer::sum);
    PairRDD<String, String> mapped = reduced.mapValues(v -> "v" + v).filter(p -> p.key() != null);
    assertThat(mapped.partitioner()).isEqualTo(reduced.partitioner()).isPresent();
    assertThat(mapped.map(p -> p).partitioner()).isEmpty();
    PairRDD<String, Integer> twice = rdd.flatMapValues(v -> List.of(v, v).iterator());
    assertThat(twice.values().collect())
        .isEqualTo(left.stream().flatMap(p -> List.of(p.value(), p.value()).stream()).toList());
    assertThat(rdd.keys().collect())
        .isEqualTo(left.stream().map(Pair::key).collect(Collectors.toList()));
  }

  @Test
  void sortByKey_sorts_the_whole_in_ranges() {
    List<Pair<String, Integer>> named = left.stream().filter(p -> p.key() != null).toList();
    PairRDD<String, Integer> pairs = context.parallelizePairs(named, 5);
    List<String> keys = named.stream().map(Pair::key).sorted().toList();
    PairRDD<String, Integer> up = pairs.sortByKey(true, 4);
    assertThat(up.keys().collect()).as("seed %d", seed).isEqualTo(keys);
    assertThat(up.collect()).containsExactlyInAnyOrderElementsOf(named);
    assertThat(up.getNumPartitions()).isEqualTo(4);
    List<String> down = new ArrayList<>(keys);
    Collections.reverse(down);
    assertThat(pairs.sortByKey(false).keys().collect()).isEqualTo(down);
    assertThat(pairs.sortByKey(Comparator.reverseOrder()).keys().collect()).isEqualTo(down);
    assertThat(pairs.sortByKey((a, b) -> b.compareTo(a)).keys().collect()).isEqualTo(down);
  }

  @Test
  void ranges_are_about_equal_in_size() {
    List<Integer> keys = new Random(seed).ints(20_000, 0, 1 << 20).boxed().toList();
    RDD<Integer> uneven =
        context.union(
            context.parallelize(keys.subList(0, 18_000), 1),
            context.parallelize(keys.subList(18_000, 20_000), 9));
    assertThat(uneven.sortBy(k -> k, true, 10).glom().collect())
        .as("seed %d", seed)
        .allSatisfy(range -> assertThat(range).hasSizeBetween(1_000, 3_400));
  }

  @Test
  void partitionBy_divides_and_does_nothing_when_divided_already() {
    PairRDD<String, Integer> divided = rdd.partitionBy(new HashPartitioner(6));
    assertThat(divided.getNumPartitions()).isEqualTo(6);
    assertThat(divided.collect()).containsExactlyInAnyOrderElementsOf(left);
    assertThat(divided.partitionBy(new HashPartitioner(6))).isSameAs(divided);
  }

  @Test
  void joins_agree_with_nested_loops() {
    Map<String, List<Integer>> l = grouped(left);
    Map<String, List<Integer>> r = grouped(right);
    Set<String> keys = new HashSet<>(l.keySet());
    keys.addAll(r.keySet());
    List<Pair<String, Pair<Integer, Integer>>> inner = new ArrayList<>();
    List<Pair<String, Pair<Integer, Optional<Integer>>>> outerLeft = new ArrayList<>();
    List<Pair<String, Pair<Optional<Integer>, Integer>>> outerRight = new ArrayList<>();
    List<Pair<String, Pair<Optional<Integer>, Optional<Integer>>>> full = new ArrayList<>();
    for (String key : keys) {
      for (Integer v : l.getOrDefault(key, List.of())) {
        for (Integer w : r.getOrDefault(key, List.of())) {
          inner.add(new Pair<>(key, new Pair<>(v, w)));
          outerLeft.add(new Pair<>(key, new Pair<>(v, Optional.of(w))));
          outerRight.add(new Pair<>(key, new Pair<>(Optional.of(v), w)));
          full.add(new Pair<>(key, new Pair<>(Optional.of(v), Optional.of(w))));
        }
        if (!r.containsKey(key)) {
          outerLeft.add(new Pair<>(key, new Pair<>(v, Optional.empty())));
          full.add(new Pair<>(key, new Pair<>(Optional.of(v), Optional.empty())));
        }
      }
      if (!l.containsKey(key)) {
        for (Integer w : r.get(key)) {
          outerRight.add(new Pair<>(key, new Pair<>(Optional.empty(), w)));
          full.add(new Pair<>(key, new Pair<>(Optional.empty(), Optional.of(w))));
        }
      }
    }
    PairRDD<String, Integer> divided = rdd.partitionBy(new HashPartitioner(4));
    for (PairRDD<String, Integer> side : List.of(rdd, divided)) {
      assertThat(side.join(other).collect())
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(inner);
      assertThat(side.leftOuterJoin(other, 4).collect())
          .containsExactlyInAnyOrderElementsOf(outerLeft);
      assertThat(side.rightOuterJoin(other, 4).collect())
          .containsExactlyInAnyOrderElementsOf(outerRight);
      assertThat(side.fullOuterJoin(other, 4).collect()).containsExactlyInAnyOrderElementsOf(full);
    }
  }

  @Test
  void cogroup_of_two_and_three() {
    Map<String, List<Integer>> l = grouped(left);
    Map<String, List<Integer>> r = grouped(right);
    Set<String> keys = new HashSet<>(l.keySet());
    keys.addAll(r.keySet());
    Map<String, Pair<Iterable<Integer>, Iterable<Integer>>> two = rdd.cogroup(other).collectAsMap();
    assertThat(two.keySet()).as("seed %d", seed).isEqualTo(keys);
    two.forEach(
        (key, lists) -> {
          assertThat(sorted(lists.key())).isEqualTo(l.getOrDefault(key, List.of()));
          assertThat(sorted(lists.value())).isEqualTo(r.getOrDefault(key, List.of()));
        });
    rdd.cogroup(other, rdd)
        .collectAsMap()
        .forEach(
            (key, lists) -> {
              assertThat(sorted(lists.second())).isEqualTo(r.getOrDefault(key, List.of()));
              assertThat(sorted(lists.third())).isEqualTo(l.getOrDefault(key, List.of()));
            });
  }

  @Test
  void subtractByKey_leaves_keys_that_the_other_lacks() {
    Set<String> keys = right.stream().map(Pair::key).collect(Collectors.toSet());
    assertThat(rdd.subtractByKey(other).collect())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(
            left.stream().filter(p -> !keys.contains(p.key())).toList());
  }

  @Test
  void lookup_reads_one_partition_where_the_partitioner_is_known() {
    String key = left.get(7).key();
    List<Integer> expected =
        left.stream().filter(p -> Objects.equals(p.key(), key)).map(Pair::value).toList();
    assertThat(rdd.lookup(key)).as("seed %d", seed).isEqualTo(expected);
    PairRDD<String, Integer> divided = rdd.partitionBy(new HashPartitioner(8));
    divided.count();
    runner.tasks.clear();
    assertThat(divided.lookup(key)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(runner.tasks).hasSize(1);
    assertThat(divided.lookup("nowhere")).isEmpty();
  }

  @Test
  void data_divided_alike_is_not_moved_again() {
    PairRDD<String, Integer> a = rdd.reduceByKey(Integer::sum, 4).cache();
    PairRDD<String, Integer> b = other.reduceByKey(Integer::sum, 4).cache();
    a.count();
    b.count();
    runner.tasks.clear();
    assertThat(a.join(b).mapValues(v -> v.key()).reduceByKey(Integer::max).count())
        .as("seed %d", seed)
        .isEqualTo(
            left.stream()
                .map(Pair::key)
                .distinct()
                .filter(right.stream().map(Pair::key).collect(Collectors.toSet())::contains)
                .count());
    assertThat(runner.mapTasks()).isZero();
    assertThat(a.groupByKey().partitioner()).contains(new HashPartitioner(4));
  }

  @Test
  void only_the_input_that_is_divided_otherwise_is_moved() {
    PairRDD<String, Integer> a = rdd.reduceByKey(Integer::sum, 4).cache();
    a.count();
    runner.tasks.clear();
    assertThat(a.join(other).count()).isPositive();
    assertThat(runner.mapTasks()).isEqualTo(3);
  }

  @Test
  void a_shuffle_is_written_once_for_all_that_read_it() {
    PairRDD<String, Integer> reduced = rdd.reduceByKey(Integer::sum);
    reduced.count();
    reduced.mapValues(v -> v + 1).collect();
    assertThat(runner.mapTasks()).isEqualTo(5);
  }

  @Test
  void the_default_number_of_partitions_is_the_settings_or_the_largest_inputs() {
    assertThat(rdd.join(other).getNumPartitions()).isEqualTo(5);
    HeddleContext set =
        HeddleContext.on(
            new FakeJobRunner(HeddleConf.empty().with("heddle.default.parallelism", "11")), null);
    assertThat(set.parallelizePairs(left, 5).groupByKey().getNumPartitions()).isEqualTo(11);
  }

  @Test
  void countByKey_counts_on_primitives() {
    Map<String, Long> expected = new HashMap<>();
    left.forEach(p -> expected.merge(p.key(), 1L, Long::sum));
    assertThat(rdd.countByKey()).as("seed %d", seed).isEqualTo(expected);
    assertThat(runner.shuffle.shapes).containsOnly(CombineShape.LONG_SUM);
  }

  @Test
  void operations_that_keep_pairs_give_pairs() {
    PairRDD<String, Integer> chained =
        rdd.filter(p -> true)
            .union(other)
            .distinct()
            .coalesce(2)
            .repartition(3)
            .sortBy(Pair::value, true, 2)
            .setName("chained")
            .cache();
    assertThat(new TreeMap<>(chained.values().countByValue()).firstKey())
        .isEqualTo(chained.values().collect().get(0));
    assertThat(PairRDD.of(rdd.map(p -> p)).reduceByKey(Integer::sum).collectAsMap())
        .isEqualTo(sums());
  }

  @Test
  void keys_without_a_hash_code_by_content_are_refused() {
    PairRDD<int[], Integer> arrays = rdd.mapToPair(p -> new Pair<>(new int[] {1}, 1));
    assertThatThrownBy(() -> arrays.reduceByKey(Integer::sum).count())
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("int[]");
  }
}
