package io.heddle.monitoring.store;

import java.util.Arrays;

/**
 * Counts numbers in buckets whose width is a sixteenth of their power of two, and keeps an array
 * only as wide as the range met: a few hundred ints for task times between 1 ms and 1 min.
 */
final class Histogram {
  private static final int SUB_BITS = 4;
  private static final int SUB = 1 << SUB_BITS;

  private int[] counts = {};
  private int firstBucket;
  private long count;
  private long min = Long.MAX_VALUE;
  private long max;

  /**
   * @param value below 0 counts as 0
   */
  void add(long value) {
    long v = Math.max(0, value);
    min = Math.min(min, v);
    max = Math.max(max, v);
    count++;
    int bucket = bucket(v);
    cover(bucket);
    counts[bucket - firstBucket]++;
  }

  private void cover(int bucket) {
    if (counts.length == 0) {
      firstBucket = bucket;
      counts = new int[1];
    } else if (bucket < firstBucket) {
      int shift = firstBucket - bucket;
      int[] wider = new int[counts.length + shift];
      System.arraycopy(counts, 0, wider, shift, counts.length);
      counts = wider;
      firstBucket = bucket;
    } else if (bucket - firstBucket >= counts.length) {
      counts = Arrays.copyOf(counts, bucket - firstBucket + 1);
    }
  }

  Distribution snapshot() {
    return count == 0
        ? Distribution.NONE
        : new Distribution(count, min, quantile(0.25), quantile(0.5), quantile(0.75), max);
  }

  private long quantile(double q) {
    long rank = Math.max(1, (long) Math.ceil(q * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(max, Math.max(min, middle(firstBucket + i)));
      }
    }
    return max;
  }

  private static int bucket(long v) {
    if (v < SUB) {
      return (int) v;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(v);
    int sub = (int) (v >>> (exponent - SUB_BITS)) & (SUB - 1);
    return (exponent - SUB_BITS + 1) * SUB + sub;
  }

  private static long middle(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int shift = bucket / SUB - 1;
    long low = (long) (SUB + bucket % SUB) << shift;
    return low + ((1L << shift) >> 1);
  }
}
