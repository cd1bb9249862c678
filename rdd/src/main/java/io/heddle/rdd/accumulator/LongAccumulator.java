package io.heddle.rdd.accumulator;

/**
 * Sum, count and average of whole numbers; overflows as {@code long} does. Safe for all threads of
 * the driver; in a task, for the task's thread.
 */
public final class LongAccumulator extends AccumulatorV2<Long, Long> {
  private static final long serialVersionUID = 1L;

  private long sum;
  private long count;

  @Override
  public synchronized boolean isZero() {
    return sum == 0 && count == 0;
  }

  @Override
  public synchronized LongAccumulator copy() {
    LongAccumulator copy = new LongAccumulator();
    copy.sum = sum;
    copy.count = count;
    return copy;
  }

  @Override
  public synchronized void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  public void add(Long value) {
    add(value.longValue());
  }

  public void add(long value) {
    if (isInTask()) {
      sum += value;
      count++;
    } else {
      addAll(value, 1);
    }
  }

  private synchronized void addAll(long moreSum, long moreCount) {
    sum += moreSum;
    count += moreCount;
  }

  @Override
  public void merge(AccumulatorV2<Long, Long> other) {
    LongAccumulator from = ((LongAccumulator) other).copy();
    addAll(from.sum, from.count);
  }

  /** The sum. */
  @Override
  public Long value() {
    return sum();
  }

  public synchronized long sum() {
    checkReadable();
    return sum;
  }

  /** How many numbers were added. */
  public synchronized long count() {
    checkReadable();
    return count;
  }

  /** NaN when nothing was added. */
  public synchronized double avg() {
    checkReadable();
    return count == 0 ? Double.NaN : (double) sum / count;
  }
}
