package io.heddle.rdd;

import java.io.Serializable;

/**
 * Count, mean, variance and extremes of numbers, kept without cancellation (Welford; merged after
 * Chan). Of no numbers the mean and variances are NaN, the maximum is negative and the minimum
 * positive infinity. Used by one thread.
 */
public final class StatCounter implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private double mean;
  private double squares; // of the distances from the mean, summed
  private double max = Double.NEGATIVE_INFINITY;
  private double min = Double.POSITIVE_INFINITY;

  /** Adds a number; returns this. */
  public StatCounter merge(double value) {
    double distance = value - mean;
    count++;
    mean += distance / count;
    squares += distance * (value - mean);
    max = Math.max(max, value);
    min = Math.min(min, value);
    return this;
  }

  /** Adds all that another was given; returns this. */
  public StatCounter merge(StatCounter other) {
    if (other.count == 0) {
      return this;
    }
    double distance = other.mean - mean;
    double mine = count;
    double theirs = other.count; // read first, as it may be this one
    count += other.count;
    mean += distance * theirs / (mine + theirs);
    squares += other.squares + distance * distance * mine * theirs / (mine + theirs);
    max = Math.max(max, other.max);
    min = Math.min(min, other.min);
    return this;
  }

  public StatCounter copy() {
    return new StatCounter().merge(this);
  }

  public long count() {
    return count;
  }

  public double sum() {
    return count == 0 ? 0 : mean * count;
  }

  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  public double max() {
    return max;
  }

  public double min() {
    return min;
  }

  /** Of the numbers as a whole population. */
  public double variance() {
    return popVariance();
  }

  /** Of the numbers as a whole population. */
  public double popVariance() {
    return count == 0 ? Double.NaN : squares / count;
  }

  /** Estimated for what the numbers are a sample of. */
  public double sampleVariance() {
    return count <= 1 ? Double.NaN : squares / (count - 1);
  }

  /** Of the numbers as a whole population. */
  public double stdev() {
    return popStdev();
  }

  /** Of the numbers as a whole population. */
  public double popStdev() {
    return Math.sqrt(popVariance());
  }

  /** Estimated for what the numbers are a sample of. */
  public double sampleStdev() {
    return Math.sqrt(sampleVariance());
  }

  @Override
  public String toString() {
    return "(count: %d, mean: %f, stdev: %f, max: %f, min: %f)"
        .formatted(count, mean(), stdev(), max, min);
  }
}
