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

/**
 * An RDD of pairs, with the operations by key. Keys are compared by {@code equals}, and must have a
 * {@code hashCode} by content (see {@link HashPartitioner}); a null key is a key like others.
 *
 * <p>Where no number of partitions and no partitioner is given, the largest partitioner among the
 * inputs is kept, or else {@code heddle.default.parallelism} partitions are made, or where that is
 * not set as many as the largest input has. An operation on inputs that the partitioner has divided
 * already moves nothing.
 */
public final class PairRDD<K, V> extends RDD<Pair<K, V>>
    implements PairJoins<K, V>, PairSinks<K, V> {
  PairRDD(HeddleContext context, Lineage<Pair<K, V>> lineage) {
    super(context, lineage);
  }

  /** The same records, with the operations by key. */
  public static <K, V> PairRDD<K, V> of(RDD<Pair<K, V>> rdd) {
    return rdd instanceof PairRDD<K, V> pairs ? pairs : rdd.pairNode(rdd.lineage());
  }

  // ---- as RDD, still pairs

  @Override
  public PairRDD<K, V> indeterminate() {
    super.indeterminate();
    return this;
  }

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
  public PairRDD<K, V> sample(boolean withReplacement, double fraction) {
    return of(super.sample(withReplacement, fraction));
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
  public PairRDD<K, V> subtract(RDD<Pair<K, V>> other, int partitions) {
    return of(super.subtract(other, partitions));
  }

  @Override
  public PairRDD<K, V> subtract(RDD<Pair<K, V>> other, Partitioner partitioner) {
    return of(super.subtract(other, partitioner));
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

  /** As {@link #sampleByKey(boolean, Map, long)}, another one at each call. */
  public PairRDD<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKey(withReplacement, fractions, Samples.newSeed());
  }

  /**
   * A random part of each key's pairs.
   *
   * @param fractions for every key there is, as for {@link #sample}; a key without one fails the
   *     job
   */
  public PairRDD<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions, long seed) {
    return KeyedSamples.about(this, withReplacement, fractions, seed);
  }

  /** As {@link #sampleByKeyExact(boolean, Map, long)}, another one at each call. */
  public PairRDD<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKeyExact(withReplacement, fractions, Samples.newSeed());
  }

  /**
   * As {@link #sampleByKey}, with exactly {@code ceil(fraction * count)} pairs of each key; runs a
   * job to count keys and one to choose among their pairs.
   */
  public PairRDD<K, V> sampleByKeyExact(
      boolean withReplacement, Map<K, Double> fractions, long seed) {
    return KeyedSamples.exact(this, withReplacement, fractions, seed);
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
    return combineByKey(create, add, merge, partitioner, true);
  }

  /**
   * As above.
   *
   * @param mapSideCombine whether values are combined before they are shuffled
   */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create,
      Function2<C, V, C> add,
      Function2<C, C, C> merge,
      Partitioner partitioner,
      boolean mapSideCombine) {
    check(create, "combineByKey");
    check(add, "combineByKey");
    check(merge, "combineByKey");
    return Shuffles.combine(
        this,
        new Combiner<>(create, add, merge, CombineShape.GENERIC),
        partitioner,
        mapSideCombine,
        "combineByKey");
  }

  /** As {@link #countApproxDistinct} for the values of each key. */
  public PairRDD<K, Long> countApproxDistinctByKey(double relativeSD) {
    return countApproxDistinctByKey(relativeSD, defaults());
  }

  public PairRDD<K, Long> countApproxDistinctByKey(double relativeSD, int partitions) {
    return countApproxDistinctByKey(relativeSD, byHash(partitions));
  }

  public PairRDD<K, Long> countApproxDistinctByKey(double relativeSD, Partitioner partitioner) {
    check(partitioner, "countApproxDistinctByKey");
    return Approximations.distinctByKey(this, relativeSD, partitioner);
  }

  /** All values of each key, in no order; those of one key must fit in memory. */
  public PairRDD<K, Iterable<V>> groupByKey() {
    return groupByKey(defaults());
  }

  public PairRDD<K, Iterable<V>> groupByKey(int partitions) {
    return groupByKey(byHash(partitions));
  }

  @SuppressWarnings("unchecked")
  public PairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    PairRDD<K, List<V>> groups =
        Shuffles.match(List.of(this), partitioner, new Matchings.Group<K, V>(), "groupByKey");
    return (PairRDD<K, Iterable<V>>) (PairRDD<K, ?>) groups;
  }

  /** Divided by a partitioner; pairs of equal keys stay apart. */
  public PairRDD<K, V> partitionBy(Partitioner partitioner) {
    check(partitioner, "partitionBy");
    return Shuffles.partitionBy(this, partitioner, "partitionBy");
  }

  /** As {@link #partitionBy}, with each partition sorted by natural order. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner) {
    return repartitionAndSortWithinPartitions(partitioner, Reshapes.<K>naturalOrder());
  }

  /** The comparator must be serialisable. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, Comparator<? super K> ordering) {
    check(partitioner, "repartitionAndSortWithinPartitions");
    check(ordering, "repartitionAndSortWithinPartitions");
    return Shuffles.divided(this, partitioner, ordering, "repartitionAndSortWithinPartitions");
  }

  public PairRDD<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, SerializableComparator<? super K> ordering) {
    return repartitionAndSortWithinPartitions(partitioner, (Comparator<? super K>) ordering);
  }

  /** The pairs with keys from {@code lower} up to and with {@code upper}, by natural order. */
  public PairRDD<K, V> filterByRange(K lower, K upper) {
    return filterByRange(Reshapes.<K>naturalOrder(), lower, upper);
  }

  /**
   * The pairs with keys from {@code lower} up to and with {@code upper}; reads only the partitions
   * that may have some where this was sorted by the same ordering.
   *
   * @param ordering serialisable
   */
  public PairRDD<K, V> filterByRange(Comparator<? super K> ordering, K lower, K upper) {
    check(ordering, "filterByRange");
    return KeyRanges.filter(this, ordering, lower, upper);
  }

  public PairRDD<K, V> filterByRange(SerializableComparator<? super K> ordering, K lower, K upper) {
    return filterByRange((Comparator<? super K>) ordering, lower, upper);
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
  public PairRDD<K, V> sortByKey(Comparator<? super K> ordering, boolean ascending) {
    return sortByKey(ordering, ascending, defaults().numPartitions());
  }

  public PairRDD<K, V> sortByKey(SerializableComparator<? super K> ordering, boolean ascending) {
    return sortByKey((Comparator<? super K>) ordering, ascending);
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

  // ---- actions

  /** How many pairs each key has. */
  public Map<K, Long> countByKey() {
    return Reshapes.counts(keys(), "countByKey");
  }

  /** As {@link #countByKeyApprox(long, double)}, with a confidence of 0.95. */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeoutMillis) {
    return countByKeyApprox(timeoutMillis, 0.95);
  }

  /** As {@link #countByKey}, with what is known when the time is up. */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(
      long timeoutMillis, double confidence) {
    return Approximations.countByValue(keys(), timeoutMillis, confidence, "countByKeyApprox");
  }

  /** Each key with its values folded, as a map in the driver; without a shuffle. */
  public Map<K, V> reduceByKeyLocally(Function2<V, V, V> function) {
    check(function, "reduceByKeyLocally");
    return Actions.reduceByKey(this, function);
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

  private Partitioner defaults() {
    return Shuffles.defaultPartitioner(this);
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
