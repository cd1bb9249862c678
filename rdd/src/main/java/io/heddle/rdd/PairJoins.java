package io.heddle.rdd;

import static io.heddle.rdd.closure.ClosureCheck.check;

import java.util.Optional;

/**
 * The operations of a {@link PairRDD} on several inputs by key: joins, groups over inputs, and what
 * the other does not have. Each has three forms: with the partitioner that its inputs suggest (see
 * {@link PairRDD}), by hash into so many partitions, and with a given partitioner.
 */
public sealed interface PairJoins<K, V> permits PairRDD {
  /** Each pair of values of a key that both have. */
  default <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other) {
    return Joins.inner(self(), other, Shuffles.defaultPartitioner(self(), other));
  }

  default <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other, int partitions) {
    return Joins.inner(self(), other, byHash(partitions));
  }

  default <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.inner(self(), other, check(partitioner, "join"));
  }

  /** As {@link #join}, with this one's pairs that find no match too; null values show as empty. */
  default <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other) {
    return Joins.left(self(), other, Shuffles.defaultPartitioner(self(), other));
  }

  default <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other, int partitions) {
    return Joins.left(self(), other, byHash(partitions));
  }

  default <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.left(self(), other, check(partitioner, "leftOuterJoin"));
  }

  /** As {@link #join}, with the other's pairs that find no match too; null values show as empty. */
  default <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other) {
    return Joins.right(self(), other, Shuffles.defaultPartitioner(self(), other));
  }

  default <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other, int partitions) {
    return Joins.right(self(), other, byHash(partitions));
  }

  default <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.right(self(), other, check(partitioner, "rightOuterJoin"));
  }

  /** As {@link #join}, with both sides' pairs that find no match; null values show as empty. */
  default <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other) {
    return Joins.full(self(), other, Shuffles.defaultPartitioner(self(), other));
  }

  default <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, W> other, int partitions) {
    return Joins.full(self(), other, byHash(partitions));
  }

  default <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.full(self(), other, check(partitioner, "fullOuterJoin"));
  }

  /** For each key of either, its values in both; they must fit in memory. */
  default <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other) {
    return Joins.cogroup(self(), other, Shuffles.defaultPartitioner(self(), other));
  }

  default <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, W> other, int partitions) {
    return Joins.cogroup(self(), other, byHash(partitions));
  }

  default <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.cogroup(self(), other, check(partitioner, "cogroup"));
  }

  /** For each key of any, its values in each; they must fit in memory. */
  default <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third) {
    return Joins.cogroup(self(), second, third, Shuffles.defaultPartitioner(self(), second, third));
  }

  default <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third, int partitions) {
    return Joins.cogroup(self(), second, third, byHash(partitions));
  }

  default <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third, Partitioner partitioner) {
    return Joins.cogroup(self(), second, third, check(partitioner, "cogroup"));
  }

  /** For each key of any, its values in each; they must fit in memory. */
  default <W, X, Y> PairRDD<K, Quad<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third, PairRDD<K, Y> fourth) {
    return Joins.cogroup(
        self(), second, third, fourth, Shuffles.defaultPartitioner(self(), second, third, fourth));
  }

  default <W, X, Y> PairRDD<K, Quad<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third, PairRDD<K, Y> fourth, int partitions) {
    return Joins.cogroup(self(), second, third, fourth, byHash(partitions));
  }

  default <W, X, Y> PairRDD<K, Quad<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third, PairRDD<K, Y> fourth, Partitioner partitioner) {
    return Joins.cogroup(self(), second, third, fourth, check(partitioner, "cogroup"));
  }

  /** As {@code cogroup}. */
  default <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> groupWith(PairRDD<K, W> other) {
    return cogroup(other);
  }

  /** As {@code cogroup}. */
  default <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> groupWith(
      PairRDD<K, W> second, PairRDD<K, X> third) {
    return cogroup(second, third);
  }

  /** As {@code cogroup}. */
  default <W, X, Y> PairRDD<K, Quad<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> groupWith(
      PairRDD<K, W> second, PairRDD<K, X> third, PairRDD<K, Y> fourth) {
    return cogroup(second, third, fourth);
  }

  /** The pairs whose key the other does not have. */
  default <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other) {
    return Joins.subtract(
        self(), other, Shuffles.defaultPartitioner(self(), other), "subtractByKey");
  }

  default <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, int partitions) {
    return Joins.subtract(self(), other, byHash(partitions), "subtractByKey");
  }

  default <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.subtract(self(), other, check(partitioner, "subtractByKey"), "subtractByKey");
  }

  private PairRDD<K, V> self() {
    return (PairRDD<K, V>) this;
  }

  private static Partitioner byHash(int partitions) {
    return new HashPartitioner(Reshapes.atLeastOne(partitions));
  }
}
