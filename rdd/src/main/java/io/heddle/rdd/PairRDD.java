package io.heddle.rdd;

import static io.heddle.rdd.closure.ClosureCheck.check;

import io.heddle.rdd.function.FlatMapFunction;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.rdd.function.SerializableComparator;
import io.heddle.rdd.lineage.FlatMapped;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Mapped;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An RDD of pairs, with the operations by key. Keys are compared by {@code equals}, and must have a
 * {@code hashCode} by content (see {@link HashPartitioner}); a null key is a key like others.
 *
 * <p>Where no number of partitions and no partitioner is given, the largest partitioner among the
 * inputs is kept, or else {@code heddle.default.parallelism} partitions are made, or where that is
 * not set as many as the largest input has. An operation on inputs that the partitioner has divided
 * already moves nothing.
 */
public final class PairRDD<K, V> extends RDD<Pair<K, V>> {
  PairRDD(HeddleContext context, Lineage<Pair<K, V>> lineage) {
    super(context, lineage);
  }

  /** The same records, with the operations by key. */
  public static <K, V> PairRDD<K, V> of(RDD<Pair<K, V>> rdd) {
    return rdd instanceof PairRDD<K, V> pairs ? pairs : rdd.pairNode(rdd.lineage());
  }

  // ---- as RDD, still pairs

  @Override
  public PairRDD<K, V> setName(String name) {
    super.setName(name);
    return this;
  }

  @Override
  public PairRDD<K, V> cache() {
    super.cache();
    return this;
  }

  @Override
  public PairRDD<K, V> persist(StorageLevel level) {
    super.persist(level);
    return this;
  }

  @Override
  public PairRDD<K, V> unpersist() {
    super.unpersist();
    return this;
  }

  @Override
  public PairRDD<K, V> filter(Function<? super Pair<K, V>, Boolean> condition) {
    return of(super.filter(condition));
  }

  @Override
  public PairRDD<K, V> sample(boolean withReplacement, double fraction, long seed) {
    return of(super.sample(withReplacement, fraction, seed));
  }

  @Override
  public PairRDD<K, V> union(RDD<Pair<K, V>> other) {
    return of(super.union(other));
  }

  @Override
  public PairRDD<K, V> distinct() {
    return of(super.distinct());
  }

  @Override
  public PairRDD<K, V> distinct(int partitions) {
    return of(super.distinct(partitions));
  }

  @Override
  public PairRDD<K, V> subtract(RDD<Pair<K, V>> other) {
    return of(super.subtract(other));
  }

  @Override
  public PairRDD<K, V> intersection(RDD<Pair<K, V>> other) {
    return of(super.intersection(other));
  }

  @Override
  public PairRDD<K, V> coalesce(int partitions) {
    return of(super.coalesce(partitions));
  }

  @Override
  public PairRDD<K, V> coalesce(int partitions, boolean shuffle) {
    return of(super.coalesce(partitions, shuffle));
  }

  @Override
  public PairRDD<K, V> repartition(int partitions) {
    return of(super.repartition(partitions));
  }

  @Override
  public <S extends Comparable<? super S>> PairRDD<K, V> sortBy(
      Function<? super Pair<K, V>, S> key, boolean ascending, int partitions) {
    return of(super.sortBy(key, ascending, partitions));
  }

  // ---- pair by pair

  public RDD<K> keys() {
    return node(new Mapped<>(origin("keys"), lineage(), new Reshapes.Key<>(), false));
  }

  public RDD<V> values() {
    return node(new Mapped<>(origin("values"), lineage(), new Reshapes.Value<>(), false));
  }

  /** The partitioner still holds. */
  public <W> PairRDD<K, W> mapValues(Function<? super V, W> function) {
    check(function, "mapValues");
    return pairNode(
        new Mapped<>(origin("mapValues"), lineage(), new OnValue<K, V, W>(function), true));
  }

  /** The partitioner still holds. */
  public <W> PairRDD<K, W> flatMapValues(FlatMapFunction<? super V, W> function) {
    check(function, "flatMapValues");
    return pairNode(
        new FlatMapped<>(
            origin("flatMapValues"), lineage(), new OnEachValue<K, V, W>(function), true));
  }

  // ---- by key

  /** One pair for each key, its values folded; the function is associative and commutative. */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function) {
    return reduceByKey(defaults(), function);
  }

  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function, int partitions) {
    return reduceByKey(byHash(partitions), function);
  }

  public PairRDD<K, V> reduceByKey(Partitioner partitioner, Function2<V, V, V> function) {
    check(function, "reduceByKey");
    return Shuffles.combine(this, Combiners.folding(function), partitioner, true, "reduceByKey");
  }

  /** As {@link #reduceByKey}, each key's fold beginning at {@code zero} in each partition. */
  public PairRDD<K, V> foldByKey(V zero, Function2<V, V, V> function) {
    return foldByKey(zero, defaults(), function);
  }

  public PairRDD<K, V> foldByKey(V zero, int partitions, Function2<V, V, V> function) {
    return foldByKey(zero, byHash(partitions), function);
  }

  public PairRDD<K, V> foldByKey(V zero, Partitioner partitioner, Function2<V, V, V> function) {
    check(function, "foldByKey");
    return Shuffles.combine(
        this,
        Combiners.<K, V, V>fromZero(zero, function, function),
        partitioner,
        true,
        "foldByKey");
  }

  /**
   * One pair for each key.
   *
   * @param zero begins each key's value in each partition; serialisable
   * @param add may change and return its first argument
   * @param merge may change and return its first argument
   */
  public <U> PairRDD<K, U> aggregateByKey(
      U zero, Function2<U, ? super V, U> add, Function2<U, U, U> merge) {
    return aggregateByKey(zero, defaults(), add, merge);
  }

  public <U> PairRDD<K, U> aggregateByKey(
      U zero, int partitions, Function2<U, ? super V, U> add, Function2<U, U, U> merge) {
    return aggregateByKey(zero, byHash(partitions), add, merge);
  }

  public <U> PairRDD<K, U> aggregateByKey(
      U zero, Partitioner partitioner, Function2<U, ? super V, U> add, Function2<U, U, U> merge) {
    check(add, "aggregateByKey");
    check(merge, "aggregateByKey");
    return Shuffles.combine(
        this, Combiners.<K, V, U>fromZero(zero, add, merge), partitioner, true, "aggregateByKey");
  }

  /**
   * One pair for each key.
   *
   * @param create the first value of a key in a partition
   * @param add a further one; may change and return its first argument
   * @param merge what two partitions have; may change and return its first argument
   */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create, Function2<C, V, C> add, Function2<C, C, C> merge) {
    return combineByKey(create, add, merge, defaults());
  }

  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create, Function2<C, V, C> add, Function2<C, C, C> merge, int partitions) {
    return combineByKey(create, add, merge, byHash(partitions));
  }

  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create,
      Function2<C, V, C> add,
      Function2<C, C, C> merge,
      Partitioner partitioner) {
    check(create, "combineByKey");
    check(add, "combineByKey");
    check(merge, "combineByKey");
    return Shuffles.combine(
        this,
        new Combiner<>(create, add, merge, CombineShape.GENERIC),
        partitioner,
        true,
        "combineByKey");
  }

  /** All values of each key, in no order; they must fit in memory. */
  public PairRDD<K, Iterable<V>> groupByKey() {
    return groupByKey(defaults());
  }

  public PairRDD<K, Iterable<V>> groupByKey(int partitions) {
    return groupByKey(byHash(partitions));
  }

  @SuppressWarnings("unchecked")
  public PairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    PairRDD<K, List<V>> groups =
        Shuffles.combine(this, Combiners.<K, V>grouping(), partitioner, false, "groupByKey");
    return (PairRDD<K, Iterable<V>>) (PairRDD<K, ?>) groups;
  }

  /** Divided by a partitioner; pairs of equal keys stay apart. */
  public PairRDD<K, V> partitionBy(Partitioner partitioner) {
    check(partitioner, "partitionBy");
    return Shuffles.partitionBy(this, partitioner, "partitionBy");
  }

  /** Sorted by natural order; finds ranges of keys by a job over a sample. */
  public PairRDD<K, V> sortByKey() {
    return sortByKey(true);
  }

  public PairRDD<K, V> sortByKey(boolean ascending) {
    return sortByKey(ascending, defaults().numPartitions());
  }

  public PairRDD<K, V> sortByKey(boolean ascending, int partitions) {
    return sortByKey(Reshapes.<K>naturalOrder(), ascending, partitions);
  }

  /** The comparator must be serialisable. */
  public PairRDD<K, V> sortByKey(Comparator<? super K> ordering) {
    return sortByKey(ordering, true, defaults().numPartitions());
  }

  public PairRDD<K, V> sortByKey(SerializableComparator<? super K> ordering) {
    return sortByKey((Comparator<? super K>) ordering);
  }

  /** The comparator must be serialisable. */
  public PairRDD<K, V> sortByKey(
      Comparator<? super K> ordering, boolean ascending, int partitions) {
    check(ordering, "sortByKey");
    return Shuffles.sort(
        this,
        ascending ? ordering : java.util.Collections.reverseOrder(ordering),
        Reshapes.atLeastOne(partitions),
        "sortByKey");
  }

  public PairRDD<K, V> sortByKey(
      SerializableComparator<? super K> ordering, boolean ascending, int partitions) {
    return sortByKey((Comparator<? super K>) ordering, ascending, partitions);
  }

  // ---- with others

  /** Each pair of values of a key that both have. */
  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other) {
    return Joins.inner(this, other, defaults(other));
  }

  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other, int partitions) {
    return Joins.inner(this, other, byHash(partitions));
  }

  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.inner(this, other, check(partitioner, "join"));
  }

  /** As {@link #join}, with this one's pairs that find no match too; null values show as empty. */
  public <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other) {
    return Joins.left(this, other, defaults(other));
  }

  public <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other, int partitions) {
    return Joins.left(this, other, byHash(partitions));
  }

  /** As {@link #join}, with the other's pairs that find no match too; null values show as empty. */
  public <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other) {
    return Joins.right(this, other, defaults(other));
  }

  public <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other, int partitions) {
    return Joins.right(this, other, byHash(partitions));
  }

  /** As {@link #join}, with both sides' pairs that find no match; null values show as empty. */
  public <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other) {
    return Joins.full(this, other, defaults(other));
  }

  public <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, W> other, int partitions) {
    return Joins.full(this, other, byHash(partitions));
  }

  /** For each key of either, its values in both; they must fit in memory. */
  public <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other) {
    return Joins.cogroup(this, other, defaults(other));
  }

  public <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, W> other, int partitions) {
    return Joins.cogroup(this, other, byHash(partitions));
  }

  public <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third) {
    return Joins.cogroup(this, second, third, defaults(second, third));
  }

  /** The pairs whose key the other does not have. */
  public <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other) {
    return Joins.subtract(this, other, defaults(other), "subtractByKey");
  }

  // ---- actions

  /** How many pairs each key has. */
  public Map<K, Long> countByKey() {
    return Reshapes.counts(keys(), "countByKey");
  }

  /** All pairs as a map; of pairs with equal keys one stays. */
  public Map<K, V> collectAsMap() {
    Map<K, V> map = new HashMap<>();
    for (Pair<K, V> pair : Actions.collect(this, "collectAsMap")) {
      map.put(pair.key(), pair.value());
    }
    return map;
  }

  /** The values of one key; reads only its partition where the partitioner is known. */
  public List<V> lookup(K key) {
    check(new Object[] {key}, "lookup");
    RDD<V> found = filter(pair -> java.util.Objects.equals(pair.key(), key)).values();
    if (partitioner().isEmpty()) {
      return Actions.collect(found, "lookup");
    }
    List<Integer> one = List.of(partitioner().get().getPartition(key));
    return Actions.<V, List<V>>run(found, one, new Actions.Collecting<>(), "lookup").get(0);
  }

  private Partitioner defaults(RDD<?>... others) {
    RDD<?>[] all = new RDD<?>[others.length + 1];
    all[0] = this;
    System.arraycopy(others, 0, all, 1, others.length);
    return Shuffles.defaultPartitioner(all);
  }

  private static Partitioner byHash(int partitions) {
    return new HashPartitioner(Reshapes.atLeastOne(partitions));
  }

  record OnValue<K, V, W>(Function<? super V, W> function)
      implements Function<Pair<K, V>, Pair<K, W>> {
    @Override
    public Pair<K, W> call(Pair<K, V> pair) throws Exception {
      return new Pair<>(pair.key(), function.call(pair.value()));
    }
  }

  private record OnEachValue<K, V, W>(FlatMapFunction<? super V, W> function)
      implements Function<Pair<K, V>, Iterator<Pair<K, W>>> {
    @Override
    public Iterator<Pair<K, W>> call(Pair<K, V> pair) throws Exception {
      Iterator<W> values = function.call(pair.value());
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return values.hasNext();
        }

        @Override
        public Pair<K, W> next() {
          return new Pair<>(pair.key(), values.next());
        }
      };
    }
  }
}
