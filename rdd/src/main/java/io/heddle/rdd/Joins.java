package io.heddle.rdd;

import io.heddle.rdd.function.Function;
import io.heddle.rdd.lineage.FlatMapped;
import io.heddle.rdd.lineage.Mapped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Joins, from the values that each key has in each input. */
final class Joins {
  private Joins() {}

  /** Which keys a join of two keeps, and how a missing value is shown. */
  private enum Kind {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }

  static <K, V, W> PairRDD<K, Pair<V, W>> inner(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return join(left, right, partitioner, Kind.INNER, "join");
  }

  static <K, V, W> PairRDD<K, Pair<V, Optional<W>>> left(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return join(left, right, partitioner, Kind.LEFT, "leftOuterJoin");
  }

  static <K, V, W> PairRDD<K, Pair<Optional<V>, W>> right(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return join(left, right, partitioner, Kind.RIGHT, "rightOuterJoin");
  }

  static <K, V, W> PairRDD<K, Pair<Optional<V>, Optional<W>>> full(
      PairRDD<K, V> left, PairRDD<K, W> right, Partitioner partitioner) {
    return join(left, right, partitioner, Kind.FULL, "fullOuterJoin");
  }

  private static <K, R> PairRDD<K, R> join(
      RDD<?> left, RDD<?> right, Partitioner partitioner, Kind kind, String operation) {
    PairRDD<K, List<List<Object>>> groups =
        Shuffles.cogroup(List.of(left, right), partitioner, operation);
    return groups.pairNode(
        new FlatMapped<>(groups.origin(operation), groups.lineage(), new Match<K, R>(kind), true));
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

  /** The pairs of the first whose key the second has not. */
  static <K, V> PairRDD<K, V> subtract(
      RDD<Pair<K, V>> first, RDD<?> second, Partitioner partitioner, String operation) {
    PairRDD<K, List<List<Object>>> groups =
        Shuffles.cogroup(List.of(first, second), partitioner, operation);
    return groups.pairNode(
        new FlatMapped<>(groups.origin(operation), groups.lineage(), new Unmatched<K, V>(), true));
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

  private record Unmatched<K, V>()
      implements Function<Pair<K, List<List<Object>>>, Iterator<Pair<K, V>>> {
    @Override
    @SuppressWarnings("unchecked")
    public Iterator<Pair<K, V>> call(Pair<K, List<List<Object>>> group) {
      if (!group.value().get(1).isEmpty()) {
        return Collections.emptyIterator();
      }
      List<Pair<K, V>> pairs = new ArrayList<>();
      for (Object value : group.value().get(0)) {
        pairs.add(new Pair<>(group.key(), (V) value));
      }
      return pairs.iterator();
    }
  }

  /** Each value of the one side with each of the other. */
  private record Match<K, R>(Kind kind)
      implements Function<Pair<K, List<List<Object>>>, Iterator<Pair<K, R>>> {
    private static final List<Object> MISSING = Collections.singletonList(null);

    @Override
    public Iterator<Pair<K, R>> call(Pair<K, List<List<Object>>> group) {
      List<Object> left = group.value().get(0);
      List<Object> right = group.value().get(1);
      if (left.isEmpty() && (kind == Kind.RIGHT || kind == Kind.FULL)) {
        left = MISSING;
      }
      if (right.isEmpty() && (kind == Kind.LEFT || kind == Kind.FULL)) {
        right = MISSING;
      }
      return new Product<>(kind, group.key(), left, right);
    }
  }

  private static final class Product<K, R> implements Iterator<Pair<K, R>> {
    private final Kind kind;
    private final K key;
    private final List<Object> left;
    private final List<Object> right;
    private int atLeft;
    private int atRight;

    Product(Kind kind, K key, List<Object> left, List<Object> right) {
      this.kind = kind;
      this.key = key;
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean hasNext() {
      return atLeft < left.size() && !right.isEmpty();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Pair<K, R> next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      Object v = left.get(atLeft);
      Object w = right.get(atRight);
      if (++atRight == right.size()) {
        atRight = 0;
        atLeft++;
      }
      if (kind == Kind.RIGHT || kind == Kind.FULL) {
        v = Optional.ofNullable(v);
      }
      if (kind == Kind.LEFT || kind == Kind.FULL) {
        w = Optional.ofNullable(w);
      }
      return new Pair<>(key, (R) new Pair<>(v, w));
    }
  }
}
