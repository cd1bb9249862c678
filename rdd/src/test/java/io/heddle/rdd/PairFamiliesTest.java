package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.HeddleException;
import io.heddle.rdd.function.SerializableComparator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Further operations by key against the same on plain collections. */
class PairFamiliesTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final FakeJobRunner runner = new FakeJobRunner();
  private final HeddleContext context = HeddleContext.on(runner, null);
  private final List<Pair<Integer, Integer>> pairs = pairs(500, 40);
  private final PairRDD<Integer, Integer> rdd =
      context.parallelizePairs(pairs, 1 + random.nextInt(7));

  private List<Pair<Integer, Integer>> pairs(int n, int keys) {
    List<Pair<Integer, Integer>> made = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      made.add(new Pair<>(random.nextInt(keys), random.nextInt(1000)));
    }
    return made;
  }

  @Test
  void repartitionAndSortWithinPartitions() {
    for (Comparator<Integer> order :
        List.of(Comparator.<Integer>naturalOrder(), Comparator.<Integer>reverseOrder())) {
      PairRDD<Integer, Integer> sorted =
          rdd.repartitionAndSortWithinPartitions(new HashPartitioner(3), order);
      List<List<Pair<Integer, Integer>>> parts = sorted.glom().collect();
      assertThat(parts).hasSize(3);
      for (int p = 0; p < 3; p++) {
        List<Integer> keys = parts.get(p).stream().map(Pair::key).toList();
        assertThat(keys).as("seed %d", seed).isSortedAccordingTo(order);
        int partition = p;
        assertThat(keys).allMatch(key -> new HashPartitioner(3).getPartition(key) == partition);
      }
      assertThat(sorted.collect()).containsExactlyInAnyOrderElementsOf(pairs);
    }
    assertThat(
            rdd.partitionBy(new HashPartitioner(1))
                .repartitionAndSortWithinPartitions(new HashPartitioner(1))
                .keys()
                .collect())
        .isSorted();
  }

  @Test
  void filterByRange_reads_only_what_may_match() {
    int lower = random.nextInt(40);
    int upper = random.nextInt(40);
    List<Pair<Integer, Integer>> expected =
        pairs.stream().filter(p -> p.key() >= lower && p.key() <= upper).toList();
    assertThat(rdd.filterByRange(lower, upper).collect())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(expected);
    for (boolean ascending : new boolean[] {true, false}) {
      PairRDD<Integer, Integer> sorted = rdd.sortByKey(ascending, 6);
      sorted.count();
      PairRDD<Integer, Integer> range = sorted.filterByRange(lower, upper);
      assertThat(range.collect()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(sorted.filterByRange(7, 7).getNumPartitions()).isEqualTo(1);
      assertThat(sorted.filterByRange(30, 3).collect()).isEmpty();
    }
    SerializableComparator<Integer> byLastDigit = (a, b) -> Integer.compare(a % 10, b % 10);
    assertThat(rdd.filterByRange(byLastDigit, 3, 24).collect())
        .containsExactlyInAnyOrderElementsOf(
            pairs.stream().filter(p -> p.key() % 10 >= 3 && p.key() % 10 <= 4).toList());
  }

  private Map<Integer, Long> counts(List<Pair<Integer, Integer>> of) {
    Map<Integer, Long> counts = new HashMap<>();
    of.forEach(pair -> counts.merge(pair.key(), 1L, Long::sum));
    return counts;
  }

  @Test
  void sampleByKeyExact_takes_exactly_the_share_of_each_key() {
    Map<Integer, Double> fractions = new HashMap<>();
    for (int key = 0; key < 40; key++) {
      fractions.put(key, List.of(0.0, 0.1, 0.5, 0.9, 1.0).get(key % 5));
    }
    Map<Integer, Long> counts = counts(pairs);
    for (boolean withReplacement : new boolean[] {false, true}) {
      List<Pair<Integer, Integer>> sample =
          rdd.sampleByKeyExact(withReplacement, fractions, seed).collect();
      Map<Integer, Long> taken = counts(sample);
      counts.forEach(
          (key, count) ->
              assertThat(taken.getOrDefault(key, 0L))
                  .as("seed %d key %d", seed, key)
                  .isEqualTo((long) Math.ceil(fractions.get(key) * count)));
      assertThat(pairs).containsAll(sample);
    }
    Map<Integer, Double> twice = new HashMap<>();
    counts.keySet().forEach(key -> twice.put(key, 2.0));
    assertThat(rdd.sampleByKeyExact(true, twice).count()).isEqualTo(2L * pairs.size());
  }

  @Test
  void sampleByKey_takes_about_the_share() {
    PairRDD<Integer, Integer> many =
        context.parallelizePairs(
            Collections.nCopies(5000, List.of(new Pair<>(1, 1), new Pair<>(2, 2))).stream()
                .flatMap(List::stream)
                .toList(),
            4);
    for (boolean withReplacement : new boolean[] {false, true}) {
      Map<Integer, Long> taken =
          many.sampleByKey(withReplacement, Map.of(1, 0.2, 2, 0.8), seed).countByKey();
      assertThat(taken.get(1)).as("seed %d", seed).isBetween(800L, 1200L);
      assertThat(taken.get(2)).as("seed %d", seed).isBetween(3700L, 4300L);
    }
    assertThatThrownBy(() -> many.sampleByKey(false, Map.of(1, 0.5)).collect())
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("key '2'");
    assertThatThrownBy(() -> many.sampleByKey(false, Map.of(1, 1.5)))
        .isInstanceOf(HeddleException.class);
  }

  @Test
  void every_set_of_draws_is_as_likely() {
    // 2 of 4 records in two partitions: each of the six pairs about 1000 times.
    PairRDD<String, Integer> four =
        context.parallelizePairs(
            List.of(new Pair<>("k", 0), new Pair<>("k", 1), new Pair<>("k", 2), new Pair<>("k", 3)),
            2);
    Map<Object, Integer> seen = new HashMap<>();
    for (int i = 0; i < 1200; i++) {
      List<Integer> taken =
          four.sampleByKeyExact(false, Map.of("k", 0.5), random.nextLong()).values().collect();
      seen.merge(new TreeSet<>(taken), 1, Integer::sum);
    }
    assertThat(seen).as("seed %d", seed).hasSize(6);
    assertThat(seen.values()).allSatisfy(n -> assertThat(n).isBetween(130, 275));
  }

  @Test
  void reduceByKeyLocally() {
    Map<Integer, Integer> expected = new HashMap<>();
    pairs.forEach(pair -> expected.merge(pair.key(), pair.value(), Integer::sum));
    assertThat(rdd.reduceByKeyLocally(Integer::sum)).as("seed %d", seed).isEqualTo(expected);
    assertThat(runner.mapTasks()).isZero();
  }

  @Test
  void cogroup_of_four_and_groupWith() {
    PairRDD<Integer, Integer> second = context.parallelizePairs(pairs(100, 60), 2);
    PairRDD<Integer, String> third = second.mapValues(v -> "s" + v);
    PairRDD<Integer, Integer> fourth = context.parallelizePairs(pairs(50, 90), 3);
    Map<Integer, List<List<Object>>> expected = new HashMap<>();
    List<RDD<?>> all = List.of(rdd, second, third, fourth);
    for (int i = 0; i < 4; i++) {
      for (Object record : all.get(i).collect()) {
        Pair<?, ?> pair = (Pair<?, ?>) record;
        expected
            .computeIfAbsent(
                (Integer) pair.key(),
                key ->
                    List.of(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
            .get(i)
            .add(pair.value());
      }
    }
    expected.values().forEach(lists -> lists.forEach(PairFamiliesTest::sort));
    Map<Integer, List<List<Object>>> found = new HashMap<>();
    rdd.cogroup(second, third, fourth, 5)
        .collect()
        .forEach(
            group ->
                found.put(
                    group.key(),
                    List.of(
                        sorted(group.value()._1()),
                        sorted(group.value()._2()),
                        sorted(group.value()._3()),
                        sorted(group.value()._4()))));
    assertThat(found).as("seed %d", seed).isEqualTo(expected);
    assertThat(rdd.groupWith(second, third, fourth).count()).isEqualTo(expected.size());
    assertThat(rdd.groupWith(second).count()).isEqualTo(rdd.cogroup(second).count());
    assertThat(rdd.groupWith(second, third).count())
        .isEqualTo(rdd.cogroup(second, third, new HashPartitioner(2)).count());
  }

  private static List<Object> sorted(Iterable<?> values) {
    List<Object> list = new ArrayList<>();
    values.forEach(list::add);
    sort(list);
    return list;
  }

  private static void sort(List<Object> list) {
    list.sort(Comparator.comparing(Object::toString));
  }

  @Test
  void joins_with_a_partitioner() {
    PairRDD<Integer, Integer> other = context.parallelizePairs(pairs(60, 60), 2);
    Partitioner three = new HashPartitioner(3);
    assertThat(rdd.join(other, three).partitioner()).contains(three);
    assertThat(rdd.leftOuterJoin(other, three).collect())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(rdd.leftOuterJoin(other).collect());
    assertThat(rdd.rightOuterJoin(other, three).collect())
        .containsExactlyInAnyOrderElementsOf(rdd.rightOuterJoin(other).collect());
    List<Pair<Integer, Pair<Optional<Integer>, Optional<Integer>>>> full =
        rdd.fullOuterJoin(other, three).collect();
    assertThat(full).containsExactlyInAnyOrderElementsOf(rdd.fullOuterJoin(other).collect());
    assertThat(rdd.subtractByKey(other, three).collect())
        .containsExactlyInAnyOrderElementsOf(rdd.subtractByKey(other, 4).collect());
    assertThat(rdd.subtract(rdd, 2).collect()).isEmpty();
  }

  @Test
  void sortByKey_with_an_ordering_and_a_direction() {
    SerializableComparator<Integer> order = (a, b) -> Integer.compare(a % 7, b % 7);
    assertThat(rdd.sortByKey(order, false).keys().map(key -> -(key % 7)).collect())
        .as("seed %d", seed)
        .isSorted();
  }

  @Test
  void combineByKey_without_combining_on_the_map_side() {
    Map<Integer, Long> counts =
        rdd.<Long>combineByKey(v -> 1L, (n, v) -> n + 1, Long::sum, new HashPartitioner(2), false)
            .collectAsMap();
    assertThat(counts).as("seed %d", seed).isEqualTo(counts(pairs));
  }
}
