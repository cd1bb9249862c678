package io.heddle.rdd.accumulator;

/**
 * Sum, count and average of numbers. Safe for all threads of the driver; in a task, for the task's
 * thread.
 */
public final class DoubleAccumulator extends AccumulatorV2<Double, Double> {
  private static final long serialVersionUID = 1L;

  private double sum;
  private long count;

  @Override
  public synchronized boolean isZero() {
    return sum == 0 && count == 0;
  }

  @Override
  public synchronized DoubleAccumulator copy() {
    DoubleAccumulator copy = new DoubleAccumulator();
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
  public void add(Double value) {
    add(value.doubleValue());
  }

  public void add(double value) {
    if (isInTask()) {
      sum += value;
      count++;
    } else {
      addAll(value, 1);
    }
  }

  private synchronized void addAll(double moreSum, long moreCount) {
    sum += moreSum;
    count += moreCount;
  }

  @Override
  public void merge(AccumulatorV2<Double, Double> other) {
    DoubleAccumulator from = ((DoubleAccumulator) other).copy();
    addAll(from.sum, from.count);
  }

  /** The sum. */
  @Override
  public Double value() {
    return sum();
  }

  public synchronized double sum() {
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
    return count == 0 ? Double.NaN : sum / count;
  }
}
