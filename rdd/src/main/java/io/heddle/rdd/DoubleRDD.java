package io.heddle.rdd;

import io.heddle.rdd.approx.Estimates;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import java.util.Arrays;
import java.util.Iterator;

/** An RDD of numbers, none of them null, with the operations on numbers. */
public final class DoubleRDD extends RDD<Double> {
  private static final double CONFIDENCE = 0.95;

  DoubleRDD(HeddleContext context, Lineage<Double> lineage) {
    super(context, lineage);
  }

  /** The same numbers, with the operations on numbers. */
  public static DoubleRDD of(RDD<Double> rdd) {
    return rdd instanceof DoubleRDD doubles ? doubles : new DoubleRDD(rdd.context(), rdd.lineage());
  }

  // ---- numbers

  /** Count, mean, variance, least and greatest, in one pass. */
  public StatCounter stats() {
    return stats("stats");
  }

  private StatCounter stats(String action) {
    StatCounter all = new StatCounter();
    Actions.run(this, new Counting(), action).forEach(all::merge);
    return all;
  }

  /** 0 when there are none. */
  public double sum() {
    return Actions.run(this, new Summing(), "sum").stream().mapToDouble(Double::doubleValue).sum();
  }

  /** NaN when there are none. */
  public double mean() {
    return stats("mean").mean();
  }

  /** Of the numbers as a whole population; NaN when there are none. */
  public double variance() {
    return stats("variance").variance();
  }

  /** As {@link #variance}. */
  public double popVariance() {
    return stats("popVariance").popVariance();
  }

  /** Estimated for what the numbers are a sample of; NaN for less than two. */
  public double sampleVariance() {
    return stats("sampleVariance").sampleVariance();
  }

  /** Of the numbers as a whole population; NaN when there are none. */
  public double stdev() {
    return stats("stdev").stdev();
  }

  /** As {@link #stdev}. */
  public double popStdev() {
    return stats("popStdev").popStdev();
  }

  /** Estimated for what the numbers are a sample of; NaN for less than two. */
  public double sampleStdev() {
    return stats("sampleStdev").sampleStdev();
  }

  /**
   * The least number.
   *
   * @throws java.util.NoSuchElementException when there are none
   */
  public double min() {
    return only(Actions.reduce(this, Math::min, "min"), "min");
  }

  /**
   * The greatest number.
   *
   * @throws java.util.NoSuchElementException when there are none
   */
  public double max() {
    return only(Actions.reduce(this, Math::max, "max"), "max");
  }

  public PartialResult<BoundedDouble> meanApprox(long timeoutMillis) {
    return meanApprox(timeoutMillis, CONFIDENCE);
  }

  /** The mean, or what is known of it when the time is up, as {@link #countApprox}. */
  public PartialResult<BoundedDouble> meanApprox(long timeoutMillis, double confidence) {
    return Approximations.run(
        this,
        new Counting(),
        new Estimator(Estimates.checked(confidence), false),
        timeoutMillis,
        "meanApprox");
  }

  public PartialResult<BoundedDouble> sumApprox(long timeoutMillis) {
    return sumApprox(timeoutMillis, CONFIDENCE);
  }

  /** The sum, or what is known of it when the time is up, as {@link #countApprox}. */
  public PartialResult<BoundedDouble> sumApprox(long timeoutMillis, double confidence) {
    return Approximations.run(
        this,
        new Counting(),
        new Estimator(Estimates.checked(confidence), true),
        timeoutMillis,
        "sumApprox");
  }

  /**
   * Buckets of equal width from the least to the greatest number: their bounds, one more than there
   * are buckets, and how many numbers are in each. One bucket when all numbers are the same.
   *
   * @throws io.heddle.error.HeddleException BAD_ARGUMENT when there are no numbers, or NaN or
   *     infinity is among them
   */
  public Pair<double[], long[]> histogram(int bucketCount) {
    double[] bounds = Histograms.evenBounds(stats("histogram (bounds)"), bucketCount);
    return new Pair<>(bounds, Histograms.counts(this, bounds, true));
  }

  /**
   * How many numbers are in each bucket.
   *
   * @param buckets bounds, ascending, at least two; a bucket holds its lower bound, the last one
   *     its upper bound too. Numbers outside are not counted
   */
  public long[] histogram(double[] buckets) {
    return Histograms.counts(this, buckets.clone(), false);
  }

  /**
   * As {@link #histogram(double[])}.
   *
   * @param evenBuckets whether they are of equal width, which is faster; the result is the same
   */
  public long[] histogram(Double[] buckets, boolean evenBuckets) {
    double[] bounds = Arrays.stream(buckets).mapToDouble(Double::doubleValue).toArray();
    return Histograms.counts(this, bounds, evenBuckets);
  }

  // ---- as RDD, still numbers

  @Override
  public DoubleRDD indeterminate() {
    super.indeterminate();
    return this;
  }

  @Override
  public DoubleRDD setName(String name) {
    super.setName(name);
    return this;
  }

  @Override
  public DoubleRDD cache() {
    super.cache();
    return this;
  }

  @Override
  public DoubleRDD persist(StorageLevel level) {
    super.persist(level);
    return this;
  }

  @Override
  public DoubleRDD unpersist() {
    super.unpersist();
    return this;
  }

  @Override
  public DoubleRDD filter(Function<? super Double, Boolean> condition) {
    return of(super.filter(condition));
  }

  @Override
  public DoubleRDD sample(boolean withReplacement, double fraction, long seed) {
    return of(super.sample(withReplacement, fraction, seed));
  }

  @Override
  public DoubleRDD sample(boolean withReplacement, double fraction) {
    return of(super.sample(withReplacement, fraction));
  }

  @Override
  public DoubleRDD union(RDD<Double> other) {
    return of(super.union(other));
  }

  @Override
  public DoubleRDD distinct() {
    return of(super.distinct());
  }

  @Override
  public DoubleRDD distinct(int partitions) {
    return of(super.distinct(partitions));
  }

  @Override
  public DoubleRDD subtract(RDD<Double> other) {
    return of(super.subtract(other));
  }

  @Override
  public DoubleRDD subtract(RDD<Double> other, int partitions) {
    return of(super.subtract(other, partitions));
  }

  @Override
  public DoubleRDD subtract(RDD<Double> other, Partitioner partitioner) {
    return of(super.subtract(other, partitioner));
  }

  @Override
  public DoubleRDD intersection(RDD<Double> other) {
    return of(super.intersection(other));
  }

  @Override
  public DoubleRDD coalesce(int partitions) {
    return of(super.coalesce(partitions));
  }

  @Override
  public DoubleRDD coalesce(int partitions, boolean shuffle) {
    return of(super.coalesce(partitions, shuffle));
  }

  @Override
  public DoubleRDD repartition(int partitions) {
    return of(super.repartition(partitions));
  }

  private record Counting() implements PartitionFunction<Double, StatCounter> {
    @Override
    public StatCounter apply(Iterator<Double> numbers, TaskContext context) {
      StatCounter stats = new StatCounter();
      numbers.forEachRemaining(stats::merge);
      return stats;
    }
  }

  private record Summing() implements PartitionFunction<Double, Double> {
    @Override
    public Double apply(Iterator<Double> numbers, TaskContext context) {
      double sum = 0;
      while (numbers.hasNext()) {
        sum += numbers.next();
      }
      return sum;
    }
  }

  private static final class Estimator
      implements Approximations.Estimator<StatCounter, BoundedDouble> {
    private final double confidence;
    private final boolean ofSum;
    private final StatCounter seen = new StatCounter();

    Estimator(double confidence, boolean ofSum) {
      this.confidence = confidence;
      this.ofSum = ofSum;
    }

    @Override
    public void add(StatCounter partition) {
      seen.merge(partition);
    }

    @Override
    public BoundedDouble estimate(double share) {
      if (share >= 1) {
        return BoundedDouble.exactly(ofSum ? seen.sum() : seen.mean());
      }
      double[] bounds =
          ofSum
              ? Estimates.sum(seen.count(), seen.mean(), seen.sampleVariance(), share, confidence)
              : Estimates.mean(seen.count(), seen.mean(), seen.sampleVariance(), confidence);
      return new BoundedDouble(bounds[0], seen.count() == 0 ? 0 : confidence, bounds[1], bounds[2]);
    }
  }
}
