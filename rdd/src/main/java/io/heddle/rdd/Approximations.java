package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.approx.Estimates;
import io.heddle.rdd.approx.HyperLogLog;
import io.heddle.rdd.function.Unchecked;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Actions that answer with what is known when their time is up, and counts by sketches. */
final class Approximations {
  private Approximations() {}

  /** What is known of the whole from the partitions that have ended. Guarded by its caller. */
  interface Estimator<U, R> {
    void add(U partition);

    /**
     * @param share of the partitions that were added, from 0 to 1
     */
    R estimate(double share);
  }

  static <T> PartialResult<BoundedDouble> count(RDD<T> rdd, long timeoutMillis, double confidence) {
    return run(
        rdd,
        new Actions.Counting(),
        new CountEstimator(Estimates.checked(confidence)),
        timeoutMillis,
        "countApprox");
  }

  static <T> PartialResult<Map<T, BoundedDouble>> countByValue(
      RDD<T> rdd, long timeoutMillis, double confidence, String action) {
    return run(
        rdd,
        new CountingValues<T>(),
        new ValuesEstimator<T>(Estimates.checked(confidence)),
        timeoutMillis,
        action);
  }

  static <T> long distinct(RDD<T> rdd, double relativeDeviation) {
    int precision = HyperLogLog.precisionFor(relativeDeviation);
    HyperLogLog all = new HyperLogLog(precision);
    for (byte[] registers : Actions.run(rdd, new Sketching<T>(precision), "countApproxDistinct")) {
      all.merge(HyperLogLog.of(registers));
    }
    return Math.round(all.estimate());
  }

  /** The sketch of a value among others of a key, for {@code countApproxDistinctByKey}. */
  static <K, V> PairRDD<K, Long> distinctByKey(
      PairRDD<K, V> pairs, double relativeDeviation, Partitioner partitioner) {
    int precision = HyperLogLog.precisionFor(relativeDeviation);
    return pairs
        .combineByKey(
            value -> HyperLogLog.addTo(new HyperLogLog(precision).registers(), hash(value)),
            (registers, value) -> HyperLogLog.addTo(registers, hash(value)),
            HyperLogLog::mergeInto,
            partitioner)
        .mapValues(registers -> Math.round(HyperLogLog.of(registers).estimate()));
  }

  private static long hash(Object value) {
    return value instanceof CharSequence text
        ? HyperLogLog.hash(text)
        : HyperLogLog.hash(value instanceof Long number ? number : StableHash.of(value));
  }

  /** Runs a job behind a limit of time. */
  static <T, U, R> PartialResult<R> run(
      RDD<? extends T> rdd,
      PartitionFunction<T, U> function,
      Estimator<U, R> estimator,
      long timeoutMillis,
      String action) {
    if (timeoutMillis < 0) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "a timeout of " + timeoutMillis + " ms");
    }
    int partitions = rdd.getNumPartitions();
    List<Integer> all = IntStream.range(0, partitions).boxed().toList();
    Merge<U, R> merge = new Merge<>(estimator, partitions);
    @SuppressWarnings("unchecked")
    RDD<T> typed = (RDD<T>) rdd;
    FutureAction<R> future =
        rdd.context()
            .async()
            .start(
                true,
                () -> {
                  if (partitions > 0) {
                    rdd.context()
                        .run(
                            typed.lineage(),
                            all,
                            function,
                            action,
                            (position, result) -> merge.add(result));
                  }
                  return merge.estimate();
                });
    try {
      return new PartialResult<>(future.get(timeoutMillis, TimeUnit.MILLISECONDS), true, future);
    } catch (TimeoutException late) {
      return new PartialResult<>(merge.estimate(), false, future);
    } catch (ExecutionException e) {
      throw Unchecked.rethrow(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      throw new HeddleException(
          ErrorCode.KILLED, "the thread that waited for " + action + " was interrupted", e);
    }
  }

  private static final class Merge<U, R> {
    private final Estimator<U, R> estimator;
    private final int partitions;
    private int added;

    Merge(Estimator<U, R> estimator, int partitions) {
      this.estimator = estimator;
      this.partitions = partitions;
    }

    synchronized void add(U partition) {
      estimator.add(partition);
      added++;
    }

    synchronized R estimate() {
      return estimator.estimate(partitions == 0 ? 1 : (double) added / partitions);
    }
  }

  private static final class CountEstimator implements Estimator<Long, BoundedDouble> {
    private final double confidence;
    private long count;

    CountEstimator(double confidence) {
      this.confidence = confidence;
    }

    @Override
    public void add(Long partition) {
      count += partition;
    }

    @Override
    public BoundedDouble estimate(double share) {
      return countOf(count, share, confidence);
    }
  }

  private static BoundedDouble countOf(long count, double share, double confidence) {
    if (share >= 1) {
      return BoundedDouble.exactly(count);
    }
    double[] bounds = Estimates.count(count, share, confidence);
    return new BoundedDouble(bounds[0], share == 0 ? 0 : confidence, bounds[1], bounds[2]);
  }

  private static final class ValuesEstimator<T>
      implements Estimator<List<Pair<T, Long>>, Map<T, BoundedDouble>> {
    private final double confidence;
    private final Map<T, Long> counts = new HashMap<>();

    ValuesEstimator(double confidence) {
      this.confidence = confidence;
    }

    @Override
    public void add(List<Pair<T, Long>> partition) {
      partition.forEach(pair -> counts.merge(pair.key(), pair.value(), Long::sum));
    }

    @Override
    public Map<T, BoundedDouble> estimate(double share) {
      Map<T, BoundedDouble> estimates = new HashMap<>();
      counts.forEach((value, count) -> estimates.put(value, countOf(count, share, confidence)));
      return estimates;
    }
  }

  private record CountingValues<T>() implements PartitionFunction<T, List<Pair<T, Long>>> {
    @Override
    public List<Pair<T, Long>> apply(Iterator<T> records, TaskContext context) {
      Map<T, long[]> counts = new HashMap<>();
      records.forEachRemaining(value -> counts.computeIfAbsent(value, any -> new long[1])[0]++);
      List<Pair<T, Long>> pairs = new ArrayList<>(counts.size());
      counts.forEach((value, count) -> pairs.add(new Pair<>(value, count[0])));
      return pairs;
    }
  }

  private record Sketching<T>(int precision) implements PartitionFunction<T, byte[]> {
    @Override
    public byte[] apply(Iterator<T> records, TaskContext context) {
      byte[] registers = new HyperLogLog(precision).registers();
      records.forEachRemaining(value -> HyperLogLog.addTo(registers, hash(value)));
      return registers;
    }
  }
}
