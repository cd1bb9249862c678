package io.heddle.rdd;

import io.heddle.rdd.function.Function;
import io.heddle.rdd.lineage.Mapped;
import io.heddle.task.JoinKind;
import java.util.List;
import java.util.Optional;

/** Joins and groups of several inputs by key. */
final class Joins {
  private Joins() {}

  static <K, V, W> PairRDD<K, Pair<V, W>> inner(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return join(left, right, partitioner, JoinKind.INNER, "join");
  }

  static <K, V, W> PairRDD<K, Pair<V, Optional<W>>> left(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return optional(
        Joins.<K, V, W>join(left, right, partitioner, JoinKind.LEFT, "leftOuterJoin"),
        new RightOptional<>(),
        "leftOuterJoin");
  }

  static <K, V, W> PairRDD<K, Pair<Optional<V>, W>> right(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return optional(
        Joins.<K, V, W>join(left, right, partitioner, JoinKind.RIGHT, "rightOuterJoin"),
        new LeftOptional<>(),
        "rightOuterJoin");
  }

  static <K, V, W> PairRDD<K, Pair<Optional<V>, Optional<W>>> full(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return optional(
        Joins.<K, V, W>join(left, right, partitioner, JoinKind.FULL, "fullOuterJoin"),
        new BothOptional<>(),
        "fullOuterJoin");
  }

  /** The pairs of the first whose key the second has not. */
  static <K, V> PairRDD<K, V> subtract(
      RDD<Pair<K, V>> first, RDD<?> second, Partitioner partitioner, String operation) {
    return Shuffles.match(
        List.of(first, second),
        partitioner,
        new Matchings.Join<K, V>(JoinKind.LEFT_ANTI),
        operation);
  }

  private static <K, V, W> PairRDD<K, Pair<V, W>> join(
      RDD<?> left, RDD<?> right, Partitioner partitioner, JoinKind kind, String operation) {
    return Shuffles.match(
        List.of(left, right), partitioner, new Matchings.Join<K, Pair<V, W>>(kind), operation);
  }

  private static <K, T, R> PairRDD<K, R> optional(
      PairRDD<K, T> joined, Function<T, R> function, String operation) {
    return joined.pairNode(
        new Mapped<>(
            joined.origin(operation),
            joined.lineage(),
            new PairRDD.OnValue<K, T, R>(function),
            true));
  }

  private record RightOptional<V, W>() implements Function<Pair<V, W>, Pair<V, Optional<W>>> {
    @Override
    public Pair<V, Optional<W>> call(Pair<V, W> pair) {
      return new Pair<>(pair.key(), Optional.ofNullable(pair.value()));
    }
  }

  private record LeftOptional<V, W>() implements Function<Pair<V, W>, Pair<Optional<V>, W>> {
    @Override
    public Pair<Optional<V>, W> call(Pair<V, W> pair) {
      return new Pair<>(Optional.ofNullable(pair.key()), pair.value());
    }
  }

  private record BothOptional<V, W>()
      implements Function<Pair<V, W>, Pair<Optional<V>, Optional<W>>> {
    @Override
    public Pair<Optional<V>, Optional<W>> call(Pair<V, W> pair) {
      return new Pair<>(Optional.ofNullable(pair.key()), Optional.ofNullable(pair.value()));
    }
  }

  static <K, V, W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, V> first, PairRDD<K, W> second, Partitioner partitioner) {
    return values(
        Shuffles.cogroup(List.of(first, second), partitioner, "cogroup"),
        "cogroup",
        new TwoLists<>());
  }

  static <K, V, W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, V> first, PairRDD<K, W> second, PairRDD<K, X> third, Partitioner partitioner) {
    return values(
        Shuffles.cogroup(List.of(first, second, third), partitioner, "cogroup"),
        "cogroup",
        new ThreeLists<>());
  }

  static <K, V, W, X, Y>
      PairRDD<K, Quad<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
          PairRDD<K, V> first,
          PairRDD<K, W> second,
          PairRDD<K, X> third,
          PairRDD<K, Y> fourth,
          Partitioner partitioner) {
    return values(
        Shuffles.cogroup(List.of(first, second, third, fourth), partitioner, "cogroup"),
        "cogroup",
        new FourLists<>());
  }

  private static <K, R> PairRDD<K, R> values(
      PairRDD<K, List<List<Object>>> groups,
      String operation,
      Function<List<List<Object>>, R> function) {
    return groups.pairNode(
        new Mapped<>(
            groups.origin(operation),
            groups.lineage(),
            new PairRDD.OnValue<K, List<List<Object>>, R>(function),
            true));
  }

  private record TwoLists<V, W>()
      implements Function<List<List<Object>>, Pair<Iterable<V>, Iterable<W>>> {
    @Override
    @SuppressWarnings("unchecked")
    public Pair<Iterable<V>, Iterable<W>> call(List<List<Object>> lists) {
      return new Pair<>((Iterable<V>) lists.get(0), (Iterable<W>) lists.get(1));
    }
  }

  private record ThreeLists<V, W, X>()
      implements Function<List<List<Object>>, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> {
    @Override
    @SuppressWarnings("unchecked")
    public Triple<Iterable<V>, Iterable<W>, Iterable<X>> call(List<List<Object>> lists) {
      return new Triple<>(
          (Iterable<V>) lists.get(0), (Iterable<W>) lists.get(1), (Iterable<X>) lists.get(2));
    }
  }

  private record FourLists<V, W, X, Y>()
      implements Function<
          List<List<Object>>, Quad<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> {
    @Override
    @SuppressWarnings("unchecked")
    public Quad<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>> call(List<List<Object>> lists) {
      return new Quad<>(
          (Iterable<V>) lists.get(0),
          (Iterable<W>) lists.get(1),
          (Iterable<X>) lists.get(2),
          (Iterable<Y>) lists.get(3));
    }
  }
}
