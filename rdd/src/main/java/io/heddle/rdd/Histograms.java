package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import java.util.Arrays;
import java.util.Iterator;

/** How many numbers fall between given bounds: each bucket has its lower bound, the last both. */
final class Histograms {
  private Histograms() {}

  /** Buckets of equal width from the least to the greatest number. */
  static double[] evenBounds(StatCounter stats, int buckets) {
    if (buckets < 1) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "a histogram needs at least 1 bucket, not " + buckets);
    }
    double low = stats.min();
    double high = stats.max();
    if (stats.count() == 0 || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "a histogram of no numbers, or with NaN or infinity among them; filter these out, or"
              + " give the bounds");
    }
    if (low == high) {
      return new double[] {low, high};
    }
    double[] bounds = new double[buckets + 1];
    for (int i = 0; i < buckets; i++) {
      bounds[i] = low + (high - low) / buckets * i;
    }
    bounds[buckets] = high;
    return bounds;
  }

  static long[] counts(RDD<Double> numbers, double[] bounds, boolean even) {
    if (bounds.length < 2) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "a histogram needs at least 2 bounds, not " + bounds.length);
    }
    for (int i = 0; i < bounds.length; i++) {
      if (Double.isNaN(bounds[i]) || (i > 0 && bounds[i] < bounds[i - 1])) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT, "a histogram's bounds must ascend: " + Arrays.toString(bounds));
      }
    }
    long[] all = new long[bounds.length - 1];
    for (long[] part : Actions.run(numbers, new Counting(bounds, even), "histogram")) {
      for (int i = 0; i < all.length; i++) {
        all[i] += part[i];
      }
    }
    return all;
  }

  @SuppressWarnings("ArrayRecordComponent") // bounds are shipped, never compared
  private record Counting(double[] bounds, boolean even)
      implements PartitionFunction<Double, long[]> {
    @Override
    public long[] apply(Iterator<Double> numbers, TaskContext context) {
      long[] counts = new long[bounds.length - 1];
      while (numbers.hasNext()) {
        int bucket = bucket(numbers.next());
        if (bucket >= 0) {
          counts[bucket]++;
        }
      }
      return counts;
    }

    /** -1 for a number outside of all. */
    private int bucket(double number) {
      int last = bounds.length - 1;
      if (!(number >= bounds[0] && number <= bounds[last])) {
        return -1;
      }
      return even ? byWidth(number, last) : bySearch(number, last);
    }

    private int byWidth(double number, int last) {
      double width = (bounds[last] - bounds[0]) / last;
      int bucket = width == 0 ? 0 : (int) Math.min(last - 1, (number - bounds[0]) / width);
      // Rounding may have put a number beside its bound.
      while (bucket > 0 && number < bounds[bucket]) {
        bucket--;
      }
      while (bucket < last - 1 && number >= bounds[bucket + 1]) {
        bucket++;
      }
      return bucket;
    }

    private int bySearch(double number, int last) {
      int low = 0;
      int high = last;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (number >= bounds[middle]) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
