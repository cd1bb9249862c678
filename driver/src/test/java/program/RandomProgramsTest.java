package program;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.HashPartitioner;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.Partitioner;
import io.heddle.rdd.RDD;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations on random data in random partitions give what the same program on Java's collections
 * gives. The seed is in each case's name.
 */
class RandomProgramsTest {
  private static final int CASES = 12;
  private static HeddleContext context;

  @BeforeAll
  static void start() {
    context = HeddleContext.builder().master("local[2]").getOrCreate();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  static Stream<Long> seeds() {
    long first = Long.getLong("seed", System.nanoTime());
    return Stream.iterate(first, seed -> seed + 1).limit(CASES);
  }

  private static List<Integer> numbers(Random random) {
    int span = 1 + random.nextInt(60);
    return Stream.generate(() -> random.nextInt(span) - span / 2)
        .limit(random.nextInt(200))
        .collect(Collectors.toList());
  }

  private static <T> RDD<T> rdd(List<T> values, Random random) {
    RDD<T> made = context.parallelize(values, 1 + random.nextInt(6));
    return switch (random.nextInt(4)) {
      case 0 -> made.cache();
      case 1 -> made.repartition(1 + random.nextInt(4));
      case 2 -> context.<T>emptyRDD().union(made);
      default -> made;
    };
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sets(long seed) {
    Random random = new Random(seed);
    List<Integer> a = numbers(random);
    List<Integer> b = numbers(random);
    RDD<Integer> left = rdd(a, random);
    RDD<Integer> right = rdd(b, random);
    List<Integer> both = new ArrayList<>(a);
    both.addAll(b);
    assertThat(left.union(right).collect()).containsExactlyInAnyOrderElementsOf(both);
    assertThat(left.distinct().collect())
        .containsExactlyInAnyOrderElementsOf(new LinkedHashSet<>(a));
    Set<Integer> common = new HashSet<>(a);
    common.retainAll(new HashSet<>(b));
    assertThat(left.intersection(right).collect()).containsExactlyInAnyOrderElementsOf(common);
    Set<Integer> other = new HashSet<>(b);
    assertThat(left.subtract(right).collect())
        .containsExactlyInAnyOrderElementsOf(a.stream().filter(n -> !other.contains(n)).toList());
    assertThat(left.cartesian(right).count()).isEqualTo((long) a.size() * b.size());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ordersAndFolds(long seed) {
    Random random = new Random(seed);
    List<Integer> values = numbers(random);
    RDD<Integer> rdd = rdd(values, random);
    List<Integer> sorted = values.stream().sorted().toList();
    int n = random.nextInt(20);
    assertThat(rdd.sortBy(v -> v, true, 1 + random.nextInt(5)).collect()).isEqualTo(sorted);
    assertThat(rdd.takeOrdered(n)).isEqualTo(sorted.stream().limit(n).toList());
    assertThat(rdd.top(n))
        .isEqualTo(sorted.stream().sorted(Comparator.reverseOrder()).limit(n).toList());
    int sum = values.stream().mapToInt(Integer::intValue).sum();
    assertThat(rdd.fold(0, Integer::sum)).isEqualTo(sum);
    assertThat(rdd.treeAggregate(0, Integer::sum, Integer::sum, 1 + random.nextInt(3)))
        .isEqualTo(sum);
    assertThat(rdd.countByValue())
        .isEqualTo(values.stream().collect(Collectors.groupingBy(v -> v, Collectors.counting())));
    assertThat(rdd.zipWithIndex().values().collect())
        .isEqualTo(Stream.iterate(0L, i -> i + 1).limit(values.size()).toList());
    assertThat(new HashSet<>(rdd.zipWithUniqueId().values().collect())).hasSize(values.size());
    List<Integer> parts = new ArrayList<>();
    for (RDD<Integer> part : rdd.randomSplit(new double[] {1, 2, 0.5}, seed)) {
      parts.addAll(part.collect());
    }
    // A repartitioned list may come in another order each time, but is divided by what it holds.
    assertThat(parts).hasSize(values.size());
    assertThat(rdd.takeSample(false, n, seed)).hasSize(Math.min(n, values.size()));
    List<Integer> iterated = new ArrayList<>();
    rdd.toLocalIterator().forEachRemaining(iterated::add);
    assertThat(iterated).containsExactlyInAnyOrderElementsOf(values);
    if (!values.isEmpty()) {
      assertThat(rdd.mapToDouble(v -> v).stats().mean())
          .isCloseTo((double) sum / values.size(), org.assertj.core.data.Offset.offset(1e-9));
    }
  }

  private static List<Pair<Integer, String>> pairs(Random random, String mark) {
    return numbers(random).stream().map(n -> Pair.of(n, mark + random.nextInt(50))).toList();
  }

  private static Map<Integer, List<String>> grouped(List<Pair<Integer, String>> pairs) {
    return pairs.stream()
        .collect(
            Collectors.groupingBy(
                Pair::key,
                TreeMap::new,
                Collectors.mapping(
                    Pair::value,
                    Collectors.collectingAndThen(
                        Collectors.toList(), RandomProgramsTest::inOrder))));
  }

  private static List<String> inOrder(Iterable<String> values) {
    List<String> sorted = new ArrayList<>();
    values.forEach(sorted::add);
    Collections.sort(sorted);
    return sorted;
  }

  private static PairRDD<Integer, String> pairRdd(
      List<Pair<Integer, String>> pairs, Random random) {
    PairRDD<Integer, String> made = PairRDD.of(rdd(pairs, random));
    return random.nextInt(3) == 0
        ? made.partitionBy(new HashPartitioner(1 + random.nextInt(4)))
        : made;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void byKey(long seed) {
    Random random = new Random(seed);
    List<Pair<Integer, String>> pairs = pairs(random, "v");
    PairRDD<Integer, String> rdd = pairRdd(pairs, random);
    Map<Integer, List<String>> groups = grouped(pairs);
    Partitioner partitioner = new HashPartitioner(1 + random.nextInt(5));
    assertThat(rdd.groupByKey(partitioner).mapValues(RandomProgramsTest::inOrder).collectAsMap())
        .isEqualTo(groups);
    Map<Integer, String> greatest = new HashMap<>();
    groups.forEach((key, values) -> greatest.put(key, values.get(values.size() - 1)));
    assertThat(rdd.reduceByKey((a, b) -> a.compareTo(b) >= 0 ? a : b).collectAsMap())
        .isEqualTo(greatest);
    assertThat(rdd.aggregateByKey(0, (n, v) -> n + v.length(), Integer::sum).collectAsMap())
        .isEqualTo(
            groups.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().stream().mapToInt(String::length).sum())));
    assertThat(rdd.sortByKey(false).keys().collect())
        .isEqualTo(pairs.stream().map(Pair::key).sorted(Comparator.reverseOrder()).toList());
    int low = random.nextInt(40) - 20;
    int high = low + random.nextInt(20);
    assertThat(rdd.sortByKey().filterByRange(low, high).keys().collect())
        .isEqualTo(
            pairs.stream().map(Pair::key).filter(k -> k >= low && k <= high).sorted().toList());
    assertThat(inOrder(rdd.lookup(low))).isEqualTo(groups.getOrDefault(low, List.of()));
    List<List<Integer>> within =
        rdd.repartitionAndSortWithinPartitions(partitioner).keys().glom().collect();
    assertThat(within).hasSize(partitioner.numPartitions());
    assertThat(within).allSatisfy(keys -> assertThat(keys).isSorted());
    assertThat(within.stream().mapToInt(List::size).sum()).isEqualTo(pairs.size());
    Map<Integer, Double> halves = new HashMap<>();
    groups.keySet().forEach(key -> halves.put(key, 0.5));
    assertThat(rdd.sampleByKeyExact(false, halves, seed).countByKey())
        .isEqualTo(
            groups.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, e -> (long) Math.ceil(e.getValue().size() * 0.5))));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void joins(long seed) {
    Random random = new Random(seed);
    List<Pair<Integer, String>> a = pairs(random, "a");
    List<Pair<Integer, String>> b = pairs(random, "b");
    PairRDD<Integer, String> left = pairRdd(a, random);
    PairRDD<Integer, String> right = pairRdd(b, random);
    Map<Integer, List<String>> ofA = grouped(a);
    Map<Integer, List<String>> ofB = grouped(b);
    List<String> inner = new ArrayList<>();
    List<String> full = new ArrayList<>();
    Set<Integer> keys = new HashSet<>(ofA.keySet());
    keys.addAll(ofB.keySet());
    for (int key : keys) {
      for (String l : ofA.getOrDefault(key, List.of("-"))) {
        for (String r : ofB.getOrDefault(key, List.of("-"))) {
          full.add(key + l + r);
          if (!l.equals("-") && !r.equals("-")) {
            inner.add(key + l + r);
          }
        }
      }
    }
    assertThat(left.join(right).map(p -> p.key() + p.value().key() + p.value().value()).collect())
        .containsExactlyInAnyOrderElementsOf(inner);
    assertThat(
            left.fullOuterJoin(right)
                .map(p -> p.key() + text(p.value().key()) + text(p.value().value()))
                .collect())
        .containsExactlyInAnyOrderElementsOf(full);
    assertThat(
            left.leftOuterJoin(right)
                .map(p -> p.key() + p.value().key() + text(p.value().value()))
                .collect())
        .containsExactlyInAnyOrderElementsOf(
            full.stream().filter(row -> row.contains("a")).toList());
    assertThat(
            left.rightOuterJoin(right)
                .map(p -> p.key() + text(p.value().key()) + p.value().value())
                .collect())
        .containsExactlyInAnyOrderElementsOf(
            full.stream().filter(row -> row.contains("b")).toList());
    assertThat(left.subtractByKey(right).collect())
        .containsExactlyInAnyOrderElementsOf(
            a.stream().filter(pair -> !ofB.containsKey(pair.key())).toList());
    assertThat(
            left.cogroup(right)
                .mapValues(
                    groups -> Pair.of(inOrder(groups.key()).size(), inOrder(groups.value()).size()))
                .collectAsMap())
        .isEqualTo(
            keys.stream()
                .collect(
                    Collectors.toMap(
                        key -> key,
                        key ->
                            Pair.of(
                                ofA.getOrDefault(key, List.of()).size(),
                                ofB.getOrDefault(key, List.of()).size()))));
  }

  private static String text(Optional<String> value) {
    return value.orElse("-");
  }
}
