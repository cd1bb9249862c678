package io.heddle.rdd;

import static io.heddle.rdd.closure.ClosureCheck.check;

import io.heddle.error.HeddleException;
import io.heddle.rdd.function.Function2;
import io.heddle.rdd.function.SerializableComparator;
import io.heddle.rdd.function.VoidFunction;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The actions of an {@link RDD}: what runs jobs and gives values, files or effects. Each waits for
 * its jobs, unless its name ends in {@code Async}.
 */
public abstract sealed class RDDActions<T> permits RDD {
  private static final int TREE_DEPTH = 2;

  private static final double CONFIDENCE = 0.95;

  RDDActions() {}

  private RDD<T> self() {
    return (RDD<T>) this;
  }

  /** All records in the order of the partitions; they must fit in the driver's memory. */
  public final List<T> collect() {
    return Actions.collect(self(), "collect");
  }

  /** The records of some partitions, a list for each; they must fit in the driver's memory. */
  public final List<T>[] collectPartitions(int[] partitions) {
    return Actions.collectPartitions(self(), partitions);
  }

  /**
   * All records in the order of the partitions, one partition at a time in the driver's memory.
   * Each partition is a job of its own when it is reached; what is computed for several of them
   * should be cached.
   */
  public final Iterator<T> toLocalIterator() {
    return new LocalRecords<>(self());
  }

  public final long count() {
    return Actions.count(self());
  }

  /** As {@link #countApprox(long, double)}, with a confidence of 0.95. */
  public final PartialResult<BoundedDouble> countApprox(long timeoutMillis) {
    return countApprox(timeoutMillis, CONFIDENCE);
  }

  /**
   * The count, or what is known of it when the time is up; the job goes on behind it.
   *
   * @param confidence how likely the true count lies within the bounds given, between 0 and 1
   */
  public final PartialResult<BoundedDouble> countApprox(long timeoutMillis, double confidence) {
    return Approximations.count(self(), timeoutMillis, confidence);
  }

  /**
   * About how many different records there are, by {@code equals}, without a shuffle.
   *
   * @param relativeSD the standard deviation wanted, above 0.000017; the sketch of each partition
   *     takes about (1.04 / relativeSD)^2 bytes
   */
  public final long countApproxDistinct(double relativeSD) {
    return Approximations.distinct(self(), relativeSD);
  }

  /** As {@link #countByValueApprox(long, double)}, with a confidence of 0.95. */
  public final PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeoutMillis) {
    return countByValueApprox(timeoutMillis, CONFIDENCE);
  }

  /** As {@link #countByValue}, with what is known when the time is up. */
  public final PartialResult<Map<T, BoundedDouble>> countByValueApprox(
      long timeoutMillis, double confidence) {
    return Approximations.countByValue(self(), timeoutMillis, confidence, "countByValueApprox");
  }

  /** How often each record is there. */
  public final Map<T, Long> countByValue() {
    return Reshapes.counts(self(), "countByValue");
  }

  /** As {@link #takeSample(boolean, int, long)}, another one at each call. */
  public final List<T> takeSample(boolean withReplacement, int num) {
    return takeSample(withReplacement, num, Samples.newSeed());
  }

  /** So many records at random, in random order; all of them where there are no more. */
  public final List<T> takeSample(boolean withReplacement, int num, long seed) {
    return Samples.take(self(), withReplacement, Reshapes.notNegative(num), seed);
  }

  /** The first n records; reads no more partitions than it needs to, the first one first. */
  public final List<T> take(int n) {
    return Actions.take(self(), Reshapes.notNegative(n), "take");
  }

  /**
   * The first record.
   *
   * @throws NoSuchElementException when there are no records
   */
  public final T first() {
    List<T> taken = Actions.take(self(), 1, "first");
    return only(taken, "first");
  }

  public final boolean isEmpty() {
    return Actions.take(self(), 1, "isEmpty").isEmpty();
  }

  /** The n greatest in natural order, greatest first. */
  public final List<T> top(int n) {
    return Actions.least(
        self(), Reshapes.notNegative(n), Reshapes.<T>naturalOrder().reversed(), "top");
  }

  /** The n greatest, greatest first; the comparator must be serialisable. */
  public final List<T> top(int n, Comparator<? super T> ordering) {
    check(ordering, "top");
    return Actions.least(
        self(), Reshapes.notNegative(n), Collections.reverseOrder(ordering), "top");
  }

  public final List<T> top(int n, SerializableComparator<? super T> ordering) {
    return top(n, (Comparator<? super T>) ordering);
  }

  /** The n least in natural order, least first. */
  public final List<T> takeOrdered(int n) {
    return Actions.least(self(), Reshapes.notNegative(n), Reshapes.naturalOrder(), "takeOrdered");
  }

  /** The n least, least first; the comparator must be serialisable. */
  public final List<T> takeOrdered(int n, Comparator<? super T> ordering) {
    check(ordering, "takeOrdered");
    return Actions.least(self(), Reshapes.notNegative(n), ordering, "takeOrdered");
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
    return only(Actions.least(self(), 1, Collections.reverseOrder(ordering), "max"), "max");
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
    return only(Actions.least(self(), 1, ordering, "min"), "min");
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
    return only(Actions.reduce(self(), function, "reduce"), "reduce");
  }

  /**
   * As {@link #reduce}, beginning at {@code zero} in each partition and once more in the driver.
   */
  public final T fold(T zero, Function2<T, T, T> function) {
    check(function, "fold");
    return Actions.aggregate(self(), zero, function, function, "fold");
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
    return Actions.aggregate(self(), zero, add, merge, "aggregate");
  }

  /** As {@link #treeAggregate(Object, Function2, Function2, int)}, in two levels. */
  public final <U> U treeAggregate(
      U zero, Function2<U, ? super T, U> add, Function2<U, U, U> merge) {
    return treeAggregate(zero, add, merge, TREE_DEPTH);
  }

  /**
   * As {@link #aggregate}, where values of many partitions are merged on executors first.
   *
   * @param depth levels of merging, at least 1
   */
  public final <U> U treeAggregate(
      U zero, Function2<U, ? super T, U> add, Function2<U, U, U> merge, int depth) {
    return treeAggregate(zero, add, merge, depth, false);
  }

  /**
   * As above.
   *
   * @param finalAggregateOnExecutor whether the last merge too is done by a task
   */
  public final <U> U treeAggregate(
      U zero,
      Function2<U, ? super T, U> add,
      Function2<U, U, U> merge,
      int depth,
      boolean finalAggregateOnExecutor) {
    check(add, "treeAggregate");
    check(merge, "treeAggregate");
    return Trees.aggregate(self(), zero, add, merge, depth, finalAggregateOnExecutor);
  }

  public final T treeReduce(Function2<T, T, T> function) {
    return treeReduce(function, TREE_DEPTH);
  }

  /**
   * As {@link #reduce}, in levels as {@link #treeAggregate}.
   *
   * @throws NoSuchElementException when there are no records
   */
  public final T treeReduce(Function2<T, T, T> function, int depth) {
    check(function, "treeReduce");
    return only(Trees.reduce(self(), function, depth), "treeReduce");
  }

  /** Calls the function for each record, on the executors. */
  public final void foreach(VoidFunction<? super T> function) {
    Actions.foreach(self(), check(function, "foreach"), "foreach");
  }

  /** Calls the function for each partition, on the executors. */
  public final void foreachPartition(VoidFunction<Iterator<T>> function) {
    Actions.foreachPartition(self(), check(function, "foreachPartition"), "foreachPartition");
  }

  // ---- in the background

  public final FutureAction<Long> countAsync() {
    return self().context().async().start(false, this::count);
  }

  public final FutureAction<List<T>> collectAsync() {
    return self().context().async().start(false, this::collect);
  }

  public final FutureAction<List<T>> takeAsync(int n) {
    Reshapes.notNegative(n);
    return self().context().async().start(false, () -> take(n));
  }

  public final FutureAction<Void> foreachAsync(VoidFunction<? super T> function) {
    check(function, "foreachAsync");
    return started(() -> Actions.foreach(self(), function, "foreachAsync"));
  }

  public final FutureAction<Void> foreachPartitionAsync(VoidFunction<Iterator<T>> function) {
    check(function, "foreachPartitionAsync");
    return started(() -> Actions.foreachPartition(self(), function, "foreachPartitionAsync"));
  }

  private FutureAction<Void> started(Runnable action) {
    return self()
        .context()
        .async()
        .start(
            false,
            () -> {
              action.run();
              return null;
            });
  }

  // ---- files

  /**
   * Writes each record's {@code toString} as a line, a file for each partition, into a directory
   * that must not exist. Nothing can be seen there before all is written; {@code _SUCCESS} comes
   * last.
   *
   * @throws HeddleException OUTPUT_EXISTS
   */
  public final void saveAsTextFile(String path) {
    Actions.saveAsTextFile(self(), path);
  }

  /**
   * As {@link #saveAsTextFile(String)}, compressed.
   *
   * @param codec one of Hadoop's compression codecs
   */
  public final void saveAsTextFile(String path, Class<?> codec) {
    HeddleContext context = self().context();
    Actions.save(
        self(),
        () ->
            context
                .files()
                .formats()
                .saveAsTextFile(context.runner().conf(), path, codec.getName()),
        "saveAsTextFile",
        codec.getName(),
        path);
  }

  /**
   * Writes records as Java serialises them, in sequence files; {@link HeddleContext#objectFile}
   * reads them. Else as {@link #saveAsTextFile(String)}.
   */
  public final void saveAsObjectFile(String path) {
    HeddleContext context = self().context();
    Actions.save(
        self(),
        () -> context.files().formats().saveAsObjectFile(context.runner().conf(), path),
        "saveAsObjectFile",
        "objects",
        path);
  }

  static <T> T only(List<T> values, String action) {
    if (values.isEmpty()) {
      throw new NoSuchElementException(action + " of an empty RDD");
    }
    return values.get(0);
  }
}
