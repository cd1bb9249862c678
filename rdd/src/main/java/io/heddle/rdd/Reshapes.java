package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.function.FlatMapFunction2;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Mapped;
import io.heddle.rdd.lineage.MappedPartitions;
import io.heddle.rdd.lineage.Zipped;
import io.heddle.task.CombineShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The transformations of {@link RDD} that are made of several nodes. */
final class Reshapes {
  private Reshapes() {}

  static int atLeastOne(int partitions) {
    if (partitions < 1) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "partitions must be at least 1, not " + partitions);
    }
    return partitions;
  }

  static int notNegative(int count) {
    if (count < 0) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the number of records must not be negative: " + count);
    }
    return count;
  }

  /** Java-serialisable; for values that are Comparable. */
  @SuppressWarnings("unchecked")
  static <T> Comparator<T> naturalOrder() {
    return (Comparator<T>) (Comparator<?>) Comparator.<Integer>naturalOrder();
  }

  static <T> RDD<List<T>> glom(RDD<T> rdd) {
    return rdd.node(
        new MappedPartitions<T, List<T>>(
            rdd.origin("glom"),
            rdd.lineage(),
            (index, records, task) -> {
              List<T> all = new ArrayList<>();
              records.forEachRemaining(all::add);
              return List.<List<T>>of(all).iterator();
            },
            false));
  }

  static <T> PairRDD<T, Long> zipWithIndex(RDD<T> rdd) {
    int partitions = rdd.getNumPartitions();
    long[] starts = new long[partitions];
    if (partitions > 1) {
      List<Long> counts = Actions.run(rdd, new Actions.Counting(), "zipWithIndex (counting)");
      for (int i = 1; i < partitions; i++) {
        starts[i] = starts[i - 1] + counts.get(i - 1);
      }
    }
    return rdd.pairNode(
        new MappedPartitions<T, Pair<T, Long>>(
            rdd.origin("zipWithIndex"),
            rdd.lineage(),
            (index, records, task) -> new Indexed<>(records, starts[index], 1),
            false));
  }

  static <T> PairRDD<T, Long> zipWithUniqueId(RDD<T> rdd) {
    int partitions = rdd.getNumPartitions();
    return rdd.pairNode(
        new MappedPartitions<T, Pair<T, Long>>(
            rdd.origin("zipWithUniqueId"),
            rdd.lineage(),
            (index, records, task) -> new Indexed<>(records, index, partitions),
            false));
  }

  static <T, U> PairRDD<T, U> zip(RDD<T> rdd, RDD<U> other) {
    sameCount(rdd, other, "zip");
    return rdd.pairNode(
        new Zipped<T, U, Pair<T, U>>(
            rdd.origin("zip"), rdd.lineage(), other.lineage(), ZippedPairs::new));
  }

  static <T, U, V> RDD<V> zipPartitions(
      RDD<T> rdd, RDD<U> other, FlatMapFunction2<Iterator<T>, Iterator<U>, V> function) {
    sameCount(rdd, other, "zipPartitions");
    return rdd.node(
        new Zipped<T, U, V>(
            rdd.origin("zipPartitions"),
            rdd.lineage(),
            other.lineage(),
            (index, left, right) -> function.call(left, right)));
  }

  private static void sameCount(RDD<?> rdd, RDD<?> other, String operation) {
    if (rdd.getNumPartitions() != other.getNumPartitions()) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "%s needs equal numbers of partitions, but %s has %d and %s has %d; repartition one of them"
              .formatted(operation, rdd, rdd.getNumPartitions(), other, other.getNumPartitions()));
    }
  }

  private static final class Indexed<T> implements Iterator<Pair<T, Long>> {
    private final Iterator<T> records;
    private final long step;
    private long next;

    Indexed(Iterator<T> records, long start, long step) {
      this.records = records;
      this.next = start;
      this.step = step;
    }

    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Pair<T, Long> next() {
      Pair<T, Long> pair = new Pair<>(records.next(), next);
      next += step;
      return pair;
    }
  }

  static void checkFraction(boolean withReplacement, double fraction) {
    if (!(fraction >= 0 && (withReplacement || fraction <= 1))) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "a sample of the fraction " + fraction);
    }
  }

  static <T> Lineage<T> sample(RDD<T> rdd, boolean withReplacement, double fraction, long seed) {
    checkFraction(withReplacement, fraction);
    return new MappedPartitions<T, T>(
        rdd.origin("sample"),
        rdd.lineage(),
        (index, records, task) -> Sample.of(records, withReplacement, fraction, seed + index),
        true);
  }

  static <T> Lineage<T> distinct(RDD<T> rdd, int partitions) {
    return firsts(rdd, new HashPartitioner(atLeastOne(partitions)), "distinct");
  }

  /** Keys of pairs that are combined to one for each key. */
  private static <T> Lineage<T> firsts(RDD<T> rdd, Partitioner partitioner, String operation) {
    PairRDD<T, Integer> once =
        Shuffles.combine(
            marked(rdd, operation),
            Combiners.folding(Math::max, CombineShape.INT_MAX),
            partitioner,
            true,
            operation);
    return new Mapped<>(once.origin(operation), once.lineage(), new Key<>(), false);
  }

  private static <T> PairRDD<T, Integer> marked(RDD<T> rdd, String operation) {
    return rdd.pairNode(
        new Mapped<T, Pair<T, Integer>>(
            rdd.origin(operation), rdd.lineage(), new Marked<>(), false));
  }

  static <T> Lineage<T> subtract(RDD<T> rdd, RDD<T> other, Partitioner partitioner) {
    PairRDD<T, Integer> left =
        Joins.subtract(marked(rdd, "subtract"), marked(other, "subtract"), partitioner, "subtract");
    return new Mapped<>(left.origin("subtract"), left.lineage(), new Key<>(), false);
  }

  static <T> Lineage<T> intersection(RDD<T> rdd, RDD<T> other) {
    PairRDD<T, List<List<Object>>> groups =
        Shuffles.cogroup(
            List.of(marked(rdd, "intersection"), marked(other, "intersection")),
            new HashPartitioner(Shuffles.defaultPartitioner(rdd, other).numPartitions()),
            "intersection");
    PairRDD<T, List<List<Object>>> both =
        groups.filter(group -> !group.value().get(0).isEmpty() && !group.value().get(1).isEmpty());
    return new Mapped<>(both.origin("intersection"), both.lineage(), new Key<>(), false);
  }

  static <T> Lineage<T> repartition(RDD<T> rdd, int partitions) {
    PairRDD<Integer, T> numbered =
        rdd.pairNode(
            new MappedPartitions<>(
                rdd.origin("repartition"),
                rdd.lineage(),
                Spread.of(rdd.lineage(), partitions),
                false));
    PairRDD<Integer, T> moved =
        Shuffles.partitionBy(numbered, new HashPartitioner(partitions), "repartition");
    return new Mapped<>(moved.origin("repartition"), moved.lineage(), new Value<>(), false);
  }

  static <T> Map<T, Long> counts(RDD<T> rdd, String action) {
    RDD<Pair<T, Long>> ones =
        rdd.pairNode(
            new Mapped<T, Pair<T, Long>>(rdd.origin(action), rdd.lineage(), new One<>(), false));
    PairRDD<T, Long> sums =
        Shuffles.combine(
            ones,
            Combiners.folding(Long::sum, CombineShape.LONG_SUM),
            Shuffles.defaultPartitioner(rdd),
            true,
            action);
    Map<T, Long> counts = new HashMap<>();
    for (Pair<T, Long> sum : Actions.collect(sums, action)) {
      counts.put(sum.key(), sum.value());
    }
    return counts;
  }

  private record Marked<T>() implements Function<T, Pair<T, Integer>> {
    @Override
    public Pair<T, Integer> call(T value) {
      return new Pair<>(value, 1);
    }
  }

  private record One<T>() implements Function<T, Pair<T, Long>> {
    @Override
    public Pair<T, Long> call(T value) {
      return new Pair<>(value, 1L);
    }
  }

  record Key<K, V>() implements Function<Pair<K, V>, K> {
    @Override
    public K call(Pair<K, V> pair) {
      return pair.key();
    }
  }

  record Value<K, V>() implements Function<Pair<K, V>, V> {
    @Override
    public V call(Pair<K, V> pair) {
      return pair.value();
    }
  }
}
