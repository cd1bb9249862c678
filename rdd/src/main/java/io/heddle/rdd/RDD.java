package io.heddle.rdd;

import static io.heddle.rdd.closure.ClosureCheck.check;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.closure.CallSite;
import io.heddle.rdd.function.DoubleFlatMapFunction;
import io.heddle.rdd.function.DoubleFunction;
import io.heddle.rdd.function.FlatMapFunction;
import io.heddle.rdd.function.FlatMapFunction2;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.rdd.function.PairFlatMapFunction;
import io.heddle.rdd.function.PairFunction;
import io.heddle.rdd.lineage.Cartesian;
import io.heddle.rdd.lineage.Coalesced;
import io.heddle.rdd.lineage.Filtered;
import io.heddle.rdd.lineage.FlatMapped;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Mapped;
import io.heddle.rdd.lineage.MappedPartitions;
import io.heddle.rdd.lineage.Origin;
import io.heddle.rdd.lineage.Union;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
public sealed class RDD<T> extends RDDActions<T> permits PairRDD, DoubleRDD {
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

  /**
   * Declares that a partition of this RDD may hold other records when it is computed again: it
   * depends on the time, on chance without a seed, on the order in which records come out of a
   * shuffle, or on a source that changes. When an executor or a node is lost and such a partition,
   * on its way into a shuffle, has to be computed again, whatever was made from the first version
   * is thrown away and made again too, so that no result mixes the two; a job that has given out
   * results made from it fails (HDL-1022). Not needed for what is sampled with a seed.
   *
   * <p>{@code heddle.shuffle.orderIndependentChecksum.enabled} finds out by itself.
   *
   * @return this
   */
  public RDD<T> indeterminate() {
    lineage.indeterminate();
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

  /**
   * Writes the records to {@link HeddleContext#setCheckpointDir} after the next job that uses them,
   * by a job of its own, and from then on reads them there: what they are made from is forgotten,
   * and may be given up. Cache it too, or they are computed twice.
   *
   * @throws HeddleException BAD_ARGUMENT when no directory was set
   */
  public final void checkpoint() {
    context.checkpoints.markForFiles(lineage);
  }

  /**
   * As {@link #checkpoint}, but the records are only kept on the executors, in memory or on disk:
   * quicker, and lost with an executor, which then fails jobs with CHECKPOINT_LOST.
   */
  public final void localCheckpoint() {
    context.checkpoints.markForCaches(lineage);
  }

  /** Whether records come from a checkpoint by now. */
  public final boolean isCheckpointed() {
    return lineage.checkpoint().isPresent();
  }

  /** The directory of the checkpoint, once there is one in files. */
  public final Optional<String> getCheckpointFile() {
    return lineage.checkpoint().flatMap(io.heddle.rdd.lineage.Checkpoint::directory);
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

  public final DoubleRDD mapToDouble(DoubleFunction<? super T> function) {
    check(function, "mapToDouble");
    return new DoubleRDD(
        context, new Mapped<T, Double>(origin("mapToDouble"), lineage, function::call, false));
  }

  public final DoubleRDD flatMapToDouble(DoubleFlatMapFunction<? super T> function) {
    check(function, "flatMapToDouble");
    return new DoubleRDD(
        context, new FlatMapped<T, Double>(origin("flatMapToDouble"), lineage, function, false));
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

  public final <K, V> PairRDD<K, V> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K, V> function) {
    return mapPartitionsToPair(function, false);
  }

  /** As {@link #mapPartitions(FlatMapFunction, boolean)}. */
  public final <K, V> PairRDD<K, V> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K, V> function, boolean preservesPartitioning) {
    return PairRDD.of(mapPartitions(function, preservesPartitioning));
  }

  public final DoubleRDD mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> function) {
    return mapPartitionsToDouble(function, false);
  }

  /** As {@link #mapPartitions(FlatMapFunction, boolean)}. */
  public final DoubleRDD mapPartitionsToDouble(
      DoubleFlatMapFunction<Iterator<T>> function, boolean preservesPartitioning) {
    return DoubleRDD.of(mapPartitions(function, preservesPartitioning));
  }

  /** As {@link #pipe(List)}; the command's words stand between blanks, there is no quoting. */
  public final RDD<String> pipe(String command) {
    return pipe(Pipes.words(command));
  }

  /**
   * The lines that a process writes, one process for each partition, which is given each record's
   * {@code toString} as a line. What it writes to its standard error goes to the executor's. A
   * status other than 0 fails the task.
   */
  public final RDD<String> pipe(List<String> command) {
    return pipe(command, Map.of());
  }

  /** As {@link #pipe(List)}, with variables added to the process's environment. */
  public final RDD<String> pipe(List<String> command, Map<String, String> environment) {
    return pipe(command, environment, false, 8192);
  }

  public final RDD<String> pipe(
      List<String> command,
      Map<String, String> environment,
      boolean separateWorkingDir,
      int bufferSize) {
    return pipe(command, environment, separateWorkingDir, bufferSize, "UTF-8");
  }

  /**
   * As {@link #pipe(List)}.
   *
   * @param separateWorkingDir whether each process runs in an empty directory of its own
   * @param bufferSize characters between the task and the process
   * @param encoding of the lines, both ways
   */
  public final RDD<String> pipe(
      List<String> command,
      Map<String, String> environment,
      boolean separateWorkingDir,
      int bufferSize,
      String encoding) {
    return node(
        new MappedPartitions<>(
            origin("pipe"),
            lineage,
            new Pipes<T>(command, environment, separateWorkingDir, bufferSize, encoding),
            false));
  }

  /** Each partition as one list. */
  public final RDD<List<T>> glom() {
    return Reshapes.glom(this);
  }

  /** Each record with its position in the whole; runs a job when there are several partitions. */
  public final PairRDD<T, Long> zipWithIndex() {
    return Reshapes.zipWithIndex(this);
  }

  /** Each record with a number of its own: i, i + n, i + 2n … in partition i of n. Runs no job. */
  public final PairRDD<T, Long> zipWithUniqueId() {
    return Reshapes.zipWithUniqueId(this);
  }

  /**
   * The first record with the other's first, and so on.
   *
   * @throws HeddleException BAD_ARGUMENT when the numbers of partitions differ; the job fails with
   *     it when the numbers of records in a partition do
   */
  public final <U> PairRDD<T, U> zip(RDD<U> other) {
    return Reshapes.zip(this, other);
  }

  /**
   * What a function makes of both RDDs' partitions of the same index.
   *
   * @throws HeddleException BAD_ARGUMENT when the numbers of partitions differ
   */
  public final <U, V> RDD<V> zipPartitions(
      RDD<U> other, FlatMapFunction2<Iterator<T>, Iterator<U>, V> function) {
    check(function, "zipPartitions");
    return Reshapes.zipPartitions(this, other, function);
  }

  /**
   * Each record of this with each of the other; a partition for each two partitions. The other's
   * partitions are computed many times: cache it if that is dear.
   */
  public final <U> PairRDD<T, U> cartesian(RDD<U> other) {
    return pairNode(new Cartesian<>(origin("cartesian"), lineage, other.lineage()));
  }

  /** As {@link #sample(boolean, double, long)}, another one at each call. */
  public RDD<T> sample(boolean withReplacement, double fraction) {
    return sample(withReplacement, fraction, Samples.newSeed());
  }

  /** As {@link #randomSplit(double[], long)}, another one at each call. */
  public final RDD<T>[] randomSplit(double[] weights) {
    return randomSplit(weights, Samples.newSeed());
  }

  /**
   * Divides the records at random; each is in exactly one part if this is computed alike each time.
   *
   * @param weights the parts' expected sizes among each other
   */
  public final RDD<T>[] randomSplit(double[] weights, long seed) {
    return Samples.split(this, weights, seed);
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
    return subtract(other, Shuffles.defaultPartitioner(this, other).numPartitions());
  }

  public RDD<T> subtract(RDD<T> other, int partitions) {
    return subtract(other, new HashPartitioner(Reshapes.atLeastOne(partitions)));
  }

  public RDD<T> subtract(RDD<T> other, Partitioner partitioner) {
    check(partitioner, "subtract");
    return node(Reshapes.subtract(this, other, partitioner));
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
}
