package io.heddle.rdd;

import static io.heddle.rdd.closure.ClosureCheck.check;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.closure.CallSite;
import io.heddle.rdd.function.FlatMapFunction;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.rdd.function.PairFlatMapFunction;
import io.heddle.rdd.function.PairFunction;
import io.heddle.rdd.function.SerializableComparator;
import io.heddle.rdd.function.VoidFunction;
import io.heddle.rdd.lineage.Coalesced;
import io.heddle.rdd.lineage.Filtered;
import io.heddle.rdd.lineage.FlatMapped;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Mapped;
import io.heddle.rdd.lineage.MappedPartitions;
import io.heddle.rdd.lineage.Origin;
import io.heddle.rdd.lineage.Union;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * Records in partitions, described by how they come about. Transformations give a new RDD at once
 * and run nothing; actions run a job and wait for it. Immutable but for its name and storage level;
 * safe for all threads. It lives in the driver: a function that uses one inside fails at the call.
 *
 * <p>Functions must be serialisable with what they capture ({@link HeddleException}
 * NOT_SERIALIZABLE at the call names the path to what is not). A record is not to be changed by a
 * function that is given it. Any exception that a function throws fails the task attempt; when a
 * task keeps failing, the action throws {@link HeddleException}. Actions throw CONTEXT_CLOSED after
 * the context was closed.
 */
public class RDD<T> {
  private final HeddleContext context;
  private final Lineage<T> lineage;

  RDD(HeddleContext context, Lineage<T> lineage) {
    this.context = Objects.requireNonNull(context);
    this.lineage = Objects.requireNonNull(lineage);
  }

  // ---- what it is

  public final HeddleContext context() {
    return context;
  }

  /** Unique in the application. */
  public final int id() {
    return lineage.id();
  }

  /** The node behind this; for the engine's own use. */
  public final Lineage<T> lineage() {
    return lineage;
  }

  /** How many partitions there are; for input files this lists them, once. */
  public final int getNumPartitions() {
    return lineage.partitions().size();
  }

  /** How keys are divided, where that is known. */
  public final Optional<Partitioner> partitioner() {
    return lineage.partitioner();
  }

  /** The name that was set; empty when none was. */
  public final String name() {
    return lineage.name();
  }

  /** Names it in the status page and in {@link #toDebugString}. */
  public RDD<T> setName(String name) {
    lineage.name(name);
    return this;
  }

  /** This and all it is made from, one line each; indented further behind each shuffle. */
  public final String toDebugString() {
    return LineageText.of(lineage);
  }

  @Override
  public final String toString() {
    return lineage.describe() + " [" + lineage.id() + "]";
  }

  // ---- keeping it

  /** {@link #persist} in memory only: what does not fit is computed again when needed. */
  public RDD<T> cache() {
    return persist(StorageLevel.MEMORY_ONLY);
  }

  /**
   * Keeps partitions where they are first computed.
   *
   * @throws HeddleException BAD_ARGUMENT when another level is in force already
   */
  public RDD<T> persist(StorageLevel level) {
    StorageLevel now = lineage.storageLevel();
    if (now != StorageLevel.NONE && now != level) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, this + " is persisted as " + now + "; unpersist it first");
    }
    lineage.storageLevel(level);
    return this;
  }

  /** Forgets what was kept; returns at once. */
  public RDD<T> unpersist() {
    lineage.storageLevel(StorageLevel.NONE);
    context.runner().uncache(id());
    return this;
  }

  public final StorageLevel getStorageLevel() {
    return lineage.storageLevel();
  }

  // ---- record by record

  public final <R> RDD<R> map(Function<? super T, R> function) {
    check(function, "map");
    return node(new Mapped<>(origin("map"), lineage, function, false));
  }

  public RDD<T> filter(Function<? super T, Boolean> condition) {
    check(condition, "filter");
    return node(new Filtered<>(origin("filter"), lineage, condition));
  }

  public final <R> RDD<R> flatMap(FlatMapFunction<? super T, R> function) {
    check(function, "flatMap");
    return node(new FlatMapped<T, R>(origin("flatMap"), lineage, function, false));
  }

  public final <K, V> PairRDD<K, V> mapToPair(PairFunction<? super T, K, V> function) {
    check(function, "mapToPair");
    return pairNode(new Mapped<T, Pair<K, V>>(origin("mapToPair"), lineage, function, false));
  }

  public final <K, V> PairRDD<K, V> flatMapToPair(PairFlatMapFunction<? super T, K, V> function) {
    check(function, "flatMapToPair");
    return pairNode(
        new FlatMapped<T, Pair<K, V>>(origin("flatMapToPair"), lineage, function, false));
  }

  /** Each record as the value of the key that the function finds for it. */
  public final <K> PairRDD<K, T> keyBy(Function<? super T, K> key) {
    check(key, "keyBy");
    return pairNode(
        new Mapped<T, Pair<K, T>>(
            origin("keyBy"), lineage, value -> new Pair<>(key.call(value), value), false));
  }

  // ---- partition by partition

  public final <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function) {
    return mapPartitions(function, false);
  }

  /**
   * As {@link #mapPartitions(FlatMapFunction)}.
   *
   * @param preservesPartitioning the function promises to keep each record's key, so that the
   *     partitioner still holds
   */
  public final <R> RDD<R> mapPartitions(
      FlatMapFunction<Iterator<T>, R> function, boolean preservesPartitioning) {
    check(function, "mapPartitions");
    return node(
        new MappedPartitions<T, R>(
            origin("mapPartitions"),
            lineage,
            (index, records, task) -> function.call(records),
            preservesPartitioning));
  }

  /** The function is given the partition's index and records. */
  public final <R> RDD<R> mapPartitionsWithIndex(
      Function2<Integer, Iterator<T>, Iterator<R>> function) {
    return mapPartitionsWithIndex(function, false);
  }

  /** As {@link #mapPartitions(FlatMapFunction, boolean)}, with the partition's index. */
  public final <R> RDD<R> mapPartitionsWithIndex(
      Function2<Integer, Iterator<T>, Iterator<R>> function, boolean preservesPartitioning) {
    check(function, "mapPartitionsWithIndex");
    return node(
        new MappedPartitions<T, R>(
            origin("mapPartitionsWithIndex"),
            lineage,
            (index, records, task) -> function.call(index, records),
            preservesPartitioning));
  }

  /** Each partition as one list. */
  public final RDD<List<T>> glom() {
    return Reshapes.glom(this);
  }

  /** Each record with its position in the whole; runs a job when there are several partitions. */
  public final PairRDD<T, Long> zipWithIndex() {
    return Reshapes.zipWithIndex(this);
  }

  /**
   * A random part.
   *
   * @param fraction expected share of the records; with replacement, expected number of times that
   *     each is taken
   */
  public RDD<T> sample(boolean withReplacement, double fraction, long seed) {
    return node(Reshapes.sample(this, withReplacement, fraction, seed));
  }

  // ---- as a whole

  public RDD<T> union(RDD<T> other) {
    return node(new Union<>(origin("union"), List.of(lineage, other.lineage)));
  }

  /** Each record once, by {@code equals}. */
  public RDD<T> distinct() {
    return distinct(Shuffles.defaultPartitioner(this).numPartitions());
  }

  public RDD<T> distinct(int partitions) {
    return node(Reshapes.distinct(this, partitions));
  }

  /** The records of this that equal none of the other's. */
  public RDD<T> subtract(RDD<T> other) {
    return node(Reshapes.subtract(this, other));
  }

  /** The records that are in both, each once. */
  public RDD<T> intersection(RDD<T> other) {
    return node(Reshapes.intersection(this, other));
  }

  /** Fewer partitions without moving records; as many as there are when that is less. */
  public RDD<T> coalesce(int partitions) {
    return node(new Coalesced<>(origin("coalesce"), lineage, Reshapes.atLeastOne(partitions)));
  }

  /**
   * Another number of partitions.
   *
   * @param shuffle whether records are moved, so that partitions come out even in size and may be
   *     more
   */
  public RDD<T> coalesce(int partitions, boolean shuffle) {
    return shuffle ? repartition(partitions) : coalesce(partitions);
  }

  /** So many partitions of about equal size; every record is moved. */
  public RDD<T> repartition(int partitions) {
    return node(Reshapes.repartition(this, Reshapes.atLeastOne(partitions)));
  }

  /** Groups by a function's value, as {@link PairRDD#groupByKey}. */
  public final <K> PairRDD<K, Iterable<T>> groupBy(Function<? super T, K> key) {
    return this.<K>keyBy(key).groupByKey();
  }

  public final <K> PairRDD<K, Iterable<T>> groupBy(Function<? super T, K> key, int partitions) {
    return this.<K>keyBy(key).groupByKey(partitions);
  }

  /** Sorted by a function's value; finds ranges of keys by a job over a sample. */
  public <K extends Comparable<? super K>> RDD<T> sortBy(
      Function<? super T, K> key, boolean ascending, int partitions) {
    return node(this.<K>keyBy(key).sortByKey(ascending, partitions).values().lineage());
  }

  // ---- actions

  /** All records in the order of the partitions; they must fit in the driver's memory. */
  public final List<T> collect() {
    return Actions.collect(this, "collect");
  }

  public final long count() {
    return Actions.count(this);
  }

  /** How often each record is there. */
  public final Map<T, Long> countByValue() {
    return Reshapes.counts(this, "countByValue");
  }

  /** The first n records; reads no more partitions than it needs to, the first one first. */
  public final List<T> take(int n) {
    return Actions.take(this, Reshapes.notNegative(n), "take");
  }

  /**
   * The first record.
   *
   * @throws NoSuchElementException when there are no records
   */
  public final T first() {
    List<T> taken = Actions.take(this, 1, "first");
    return only(taken, "first");
  }

  public final boolean isEmpty() {
    return Actions.take(this, 1, "isEmpty").isEmpty();
  }

  /** The n greatest in natural order, greatest first. */
  public final List<T> top(int n) {
    return Actions.least(
        this, Reshapes.notNegative(n), Reshapes.<T>naturalOrder().reversed(), "top");
  }

  /** The n greatest, greatest first; the comparator must be serialisable. */
  public final List<T> top(int n, Comparator<? super T> ordering) {
    check(ordering, "top");
    return Actions.least(this, Reshapes.notNegative(n), Collections.reverseOrder(ordering), "top");
  }

  public final List<T> top(int n, SerializableComparator<? super T> ordering) {
    return top(n, (Comparator<? super T>) ordering);
  }

  /** The n least in natural order, least first. */
  public final List<T> takeOrdered(int n) {
    return Actions.least(this, Reshapes.notNegative(n), Reshapes.naturalOrder(), "takeOrdered");
  }

  /** The n least, least first; the comparator must be serialisable. */
  public final List<T> takeOrdered(int n, Comparator<? super T> ordering) {
    check(ordering, "takeOrdered");
    return Actions.least(this, Reshapes.notNegative(n), ordering, "takeOrdered");
  }

  public final List<T> takeOrdered(int n, SerializableComparator<? super T> ordering) {
    return takeOrdered(n, (Comparator<? super T>) ordering);
  }

  /**
   * The greatest record; the comparator must be serialisable.
   *
   * @throws NoSuchElementException when there are no records
   */
  public final T max(Comparator<? super T> ordering) {
    check(ordering, "max");
    return only(Actions.least(this, 1, Collections.reverseOrder(ordering), "max"), "max");
  }

  public final T max(SerializableComparator<? super T> ordering) {
    return max((Comparator<? super T>) ordering);
  }

  /**
   * The least record; the comparator must be serialisable.
   *
   * @throws NoSuchElementException when there are no records
   */
  public final T min(Comparator<? super T> ordering) {
    check(ordering, "min");
    return only(Actions.least(this, 1, ordering, "min"), "min");
  }

  public final T min(SerializableComparator<? super T> ordering) {
    return min((Comparator<? super T>) ordering);
  }

  /**
   * Folds all records; the function must be associative and commutative.
   *
   * @throws NoSuchElementException when there are no records
   */
  public final T reduce(Function2<T, T, T> function) {
    check(function, "reduce");
    return only(Actions.reduce(this, function, "reduce"), "reduce");
  }

  /**
   * As {@link #reduce}, beginning at {@code zero} in each partition and once more in the driver.
   */
  public final T fold(T zero, Function2<T, T, T> function) {
    check(function, "fold");
    return Actions.aggregate(this, zero, function, function, "fold");
  }

  /**
   * Folds all records into a value of another type.
   *
   * @param zero begins each partition's value and the result; serialisable. {@code add} and {@code
   *     merge} may change and return their first argument
   */
  public final <U> U aggregate(U zero, Function2<U, ? super T, U> add, Function2<U, U, U> merge) {
    check(add, "aggregate");
    check(merge, "aggregate");
    return Actions.aggregate(this, zero, add, merge, "aggregate");
  }

  /** Calls the function for each record, on the executors. */
  public final void foreach(VoidFunction<? super T> function) {
    Actions.foreach(this, check(function, "foreach"));
  }

  /** Calls the function for each partition, on the executors. */
  public final void foreachPartition(VoidFunction<Iterator<T>> function) {
    Actions.foreachPartition(this, check(function, "foreachPartition"), "foreachPartition");
  }

  /**
   * Writes each record's {@code toString} as a line, a file for each partition, into a directory
   * that must not exist. Nothing can be seen there before all is written; {@code _SUCCESS} comes
   * last.
   *
   * @throws HeddleException OUTPUT_EXISTS
   */
  public final void saveAsTextFile(String path) {
    Actions.saveAsTextFile(this, path);
  }

  // ---- for the package

  final Origin origin(String operation) {
    return new Origin(context.ids().nextNode(), operation, CallSite.here());
  }

  final <R> RDD<R> node(Lineage<R> node) {
    return new RDD<>(context, node);
  }

  final <K, V> PairRDD<K, V> pairNode(Lineage<Pair<K, V>> node) {
    return new PairRDD<>(context, node);
  }

  private static <T> T only(List<T> values, String action) {
    if (values.isEmpty()) {
      throw new NoSuchElementException(action + " of an empty RDD");
    }
    return values.get(0);
  }
}
