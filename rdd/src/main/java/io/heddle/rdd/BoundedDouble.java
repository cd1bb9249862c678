package io.heddle.rdd;

import java.io.Serializable;

/**
 * An estimate.
 *
 * @param mean the most likely value
 * @param confidence how likely the true value lies within the bounds, from 0 to 1
 * @param low the lower bound
 * @param high the upper bound
 */
public record BoundedDouble(double mean, double confidence, double low, double high)
    implements Serializable {
  /** A value that is known. */
  static BoundedDouble exactly(double value) {
    return new BoundedDouble(value, 1, value, value);
  }

  @Override
  public String toString() {
    return "[%.3f, %.3f]".formatted(low, high);
  }
}
