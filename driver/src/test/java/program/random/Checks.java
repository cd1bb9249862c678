package program.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.RDD;
import io.heddle.rdd.accumulator.LongAccumulator;
import io.heddle.rdd.function.SerializableComparator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Actions, and transformations that are random themselves, held against the rows expected. */
final class Checks {
  @FunctionalInterface
  interface Check {
    void run(Data data, Random random) throws Exception;
  }

  private static final SerializableComparator<Object> BY_TEXT = Plain::compare;

  private Checks() {}

  static Map<String, Check> all() {
    Map<String, Check> checks = new java.util.LinkedHashMap<>();
    checks.put("collect", (data, random) -> rows(data));
    checks.put("counts", (data, random) -> counts(data));
    checks.put("lookup", Checks::lookup);
    checks.put("firsts", Checks::firsts);
    checks.put("folds", Checks::folds);
    checks.put("zips", (data, random) -> zips(data));
    checks.put("iterators", (data, random) -> iterators(data));
    checks.put("samples", Checks::samples);
    checks.put("splits", Checks::splits);
    checks.put("foreach", (data, random) -> foreach(data));
    checks.put("maps", (data, random) -> maps(data));
    return checks;
  }

  /** All rows are there, in the order promised. */
  static void rows(Data data) {
    List<Pair<Object, Object>> collected = data.rdd().collect();
    same(collected, data.rows());
    if (data.order() != null) {
      assertThat(collected).isSortedAccordingTo(data.order());
    }
  }

  private static void same(Iterable<?> actual, Iterable<?> expected) {
    List<String> left = Plain.list(actual);
    List<String> right = Plain.list(expected);
    if (!left.equals(right)) {
      Map<String, Integer> difference = new HashMap<>();
      left.forEach(text -> difference.merge(text, 1, Integer::sum));
      right.forEach(text -> difference.merge(text, -1, Integer::sum));
      difference.values().removeIf(count -> count == 0);
      List<String> first = difference.entrySet().stream().map(Object::toString).limit(10).toList();
      throw new AssertionError(
          "%d rows, not %d; too often (+) or missing (-), %d in all: %s"
              .formatted(left.size(), right.size(), difference.size(), first));
    }
  }

  private static void counts(Data data) throws Exception {
    assertThat(data.rdd().count()).isEqualTo(data.rows().size());
    assertThat(data.rdd().isEmpty()).isEqualTo(data.rows().isEmpty());
    assertThat(data.rdd().countAsync().get()).isEqualTo(data.rows().size());
    Map<Object, Long> byKey = new HashMap<>();
    data.groups().forEach((key, values) -> byKey.put(key, (long) values.size()));
    assertThat(data.rdd().countByKey()).isEqualTo(byKey);
    assertThat(data.rdd().keys().countByValue()).isEqualTo(byKey);
    long distinct = data.rdd().keys().map(Plain::of).countApproxDistinct(0.05);
    long texts = data.rows().stream().map(row -> Plain.of(row.key())).distinct().count();
    assertThat((double) distinct).isBetween(texts * 0.7 - 1, texts * 1.3 + 1);
  }

  private static void lookup(Data data, Random random) {
    List<Object> keys = new ArrayList<>(data.groups().keySet());
    if (data.rdd().partitioner().filter(Scene::isByRange).isEmpty()) {
      keys.add("no such key");
    } else if (keys.isEmpty()) {
      return;
    }
    Object key = keys.get(random.nextInt(keys.size()));
    same(data.rdd().lookup(key), data.groups().getOrDefault(key, List.of()));
  }

  private static void firsts(Data data, Random random) {
    int n = random.nextInt(40);
    List<String> sorted = Plain.list(data.rows());
    int most = Math.min(n, sorted.size());
    RDD<Pair<Object, Object>> rdd = data.rdd();
    assertThat(texts(rdd.takeOrdered(n, BY_TEXT))).isEqualTo(sorted.subList(0, most));
    List<String> reversed = new ArrayList<>(sorted);
    Collections.reverse(reversed);
    assertThat(texts(rdd.top(n, BY_TEXT))).isEqualTo(reversed.subList(0, most));
    within(rdd.take(n), data.rows(), most);
    if (!sorted.isEmpty()) {
      assertThat(Plain.of(rdd.max(BY_TEXT))).isEqualTo(reversed.get(0));
      assertThat(Plain.of(rdd.min(BY_TEXT))).isEqualTo(sorted.get(0));
      within(List.of(rdd.first()), data.rows(), 1);
    }
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Plain::of).toList();
  }

  /** They are so many of the rows, none more often than there. */
  private static void within(List<?> some, List<?> all, int count) {
    assertThat(some).hasSize(count);
    Map<String, Integer> left = new HashMap<>();
    all.forEach(row -> left.merge(Plain.of(row), 1, Integer::sum));
    some.forEach(row -> left.merge(Plain.of(row), -1, Integer::sum));
    assertThat(left.values()).allSatisfy(n -> assertThat(n).isNotNegative());
  }

  private static void folds(Data data, Random random) {
    long sum = data.rows().stream().mapToLong(Plain::number).sum();
    RDD<Pair<Object, Object>> rdd = data.rdd();
    RDD<Long> numbers = rdd.map(row -> (long) Plain.number(row));
    int depth = 1 + random.nextInt(3);
    assertThat(rdd.aggregate(0L, (s, row) -> s + Plain.number(row), Long::sum)).isEqualTo(sum);
    assertThat(rdd.treeAggregate(0L, (s, row) -> s + Plain.number(row), Long::sum, depth))
        .isEqualTo(sum);
    assertThat(numbers.fold(0L, Long::sum)).isEqualTo(sum);
    if (!data.rows().isEmpty()) {
      assertThat(numbers.reduce(Long::sum)).isEqualTo(sum);
      assertThat(numbers.treeReduce(Long::sum, depth)).isEqualTo(sum);
      assertThat(numbers.mapToDouble(n -> n).sum()).isEqualTo(sum);
      assertThat(numbers.mapToDouble(n -> n).stats().sum()).isCloseTo(sum, withinPercentage(1e-9));
    }
  }

  private static void zips(Data data) {
    PairRDD<Pair<Object, Object>, Long> indexed = data.rdd().zipWithIndex();
    List<Pair<Pair<Object, Object>, Long>> collected = indexed.collect();
    same(collected.stream().map(Pair::key).toList(), data.rows());
    assertThat(indexed.values().collect())
        .isEqualTo(Stream.iterate(0L, i -> i + 1).limit(data.rows().size()).toList());
    List<Pair<Pair<Object, Object>, Long>> unique = data.rdd().zipWithUniqueId().collect();
    same(unique.stream().map(Pair::key).toList(), data.rows());
    assertThat(unique.stream().map(Pair::value).collect(Collectors.toSet()))
        .hasSameSizeAs(data.rows());
    if (data.stable()) {
      RDD<String> texts = data.rdd().map(Plain::of);
      assertThat(data.rdd().zip(texts).filter(p -> !Plain.of(p.key()).equals(p.value())).count())
          .isZero();
      RDD<String> both = data.rdd().zipPartitions(texts, (rows, other) -> joined(rows, other));
      same(both.collect(), data.rows().stream().map(r -> Plain.of(r) + Plain.of(r)).toList());
    }
  }

  private static Iterator<String> joined(Iterator<?> rows, Iterator<String> texts) {
    List<String> all = new ArrayList<>();
    rows.forEachRemaining(row -> all.add(Plain.of(row) + texts.next()));
    return all.iterator();
  }

  private static void iterators(Data data) {
    List<Object> iterated = new ArrayList<>();
    data.rdd().toLocalIterator().forEachRemaining(iterated::add);
    same(iterated, data.rows());
    List<List<Pair<Object, Object>>> parts = data.rdd().glom().collect();
    assertThat(parts).hasSize(data.rdd().getNumPartitions());
    same(parts.stream().flatMap(List::stream).toList(), data.rows());
  }

  private static void samples(Data data, Random random) {
    long seed = random.nextLong();
    double fraction = random.nextDouble();
    within(data.rdd().sample(false, fraction, seed).collect(), data.rows());
    assertThat(new HashSet<>(Plain.list(data.rows())))
        .containsAll(Plain.list(data.rdd().sample(true, fraction * 2, seed).collect()));
    int n = random.nextInt(30);
    within(data.rdd().takeSample(false, n, seed), data.rows(), Math.min(n, data.rows().size()));
    assertThat(data.rdd().takeSample(true, n, seed)).hasSize(data.rows().isEmpty() ? 0 : n);
    Map<Object, Double> fractions = new HashMap<>();
    Map<Object, Long> expected = new HashMap<>();
    for (Map.Entry<Object, List<Object>> group : data.groups().entrySet()) {
      double own = 0.25 * (1 + random.nextInt(4));
      fractions.put(group.getKey(), own);
      expected.put(group.getKey(), (long) Math.ceil(own * group.getValue().size()));
    }
    if (data.stable()) {
      PairRDD<Object, Object> exact = data.rdd().sampleByKeyExact(false, fractions, seed);
      assertThat(exact.countByKey()).isEqualTo(expected);
    }
    within(data.rdd().sampleByKey(false, fractions, seed).collect(), data.rows());
  }

  private static void within(List<?> some, List<?> all) {
    within(some, all, some.size());
  }

  private static void splits(Data data, Random random) {
    if (data.stable()) {
      List<Object> parts = new ArrayList<>();
      for (RDD<?> part : data.rdd().randomSplit(new double[] {1, 2, 0.5}, random.nextLong())) {
        parts.addAll(part.collect());
      }
      same(parts, data.rows());
    }
  }

  private static void foreach(Data data) {
    LongAccumulator rows = data.rdd().context().longAccumulator();
    LongAccumulator partitions = data.rdd().context().longAccumulator();
    data.rdd().foreach(row -> rows.add(Plain.number(row)));
    data.rdd().foreachPartition(all -> partitions.add(1));
    assertThat(rows.value()).isEqualTo(data.rows().stream().mapToLong(Plain::number).sum());
    assertThat(partitions.value()).isEqualTo(data.rdd().getNumPartitions());
  }

  private static void maps(Data data) {
    Map<Object, Object> greatest = new HashMap<>();
    data.groups()
        .forEach(
            (key, values) ->
                greatest.put(key, values.stream().reduce(values.get(0), Plain::greater)));
    Map<Object, Object> local = data.rdd().reduceByKeyLocally(Plain::greater);
    same(pairs(local), pairs(greatest));
    assertThat(data.rdd().collectAsMap().keySet()).isEqualTo(greatest.keySet());
  }

  private static List<Pair<Object, Object>> pairs(Map<Object, Object> map) {
    return map.entrySet().stream().map(e -> Plain.pair(e.getKey(), e.getValue())).toList();
  }
}
