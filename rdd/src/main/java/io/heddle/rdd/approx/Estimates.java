package io.heddle.rdd.approx;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;

/**
 * Bounds for the whole from a share of its partitions, as if records fell into partitions at
 * random. Pure functions; each gives mean, lower and upper bound.
 */
public final class Estimates {
  /** Where a distribution's first term is less than e to this power, a normal one stands for it. */
  private static final double LEAST_EXPONENT = -500;

  private Estimates() {}

  /**
   * @throws HeddleException BAD_ARGUMENT when it is not between 0 and 1
   */
  public static double checked(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the confidence must be from 0 to 1, not " + confidence);
    }
    return confidence;
  }

  /**
   * How many records there are: those not seen have a negative binomial distribution.
   *
   * @param count seen
   * @param share of the partitions seen, below 1
   */
  public static double[] count(long count, double share, double confidence) {
    if (share == 0) {
      return new double[] {0, 0, Double.POSITIVE_INFINITY};
    }
    double tail = (1 - confidence) / 2;
    return new double[] {
      count / share, count + unseen(count, share, tail), count + unseen(count, share, 1 - tail)
    };
  }

  /**
   * The mean of all values.
   *
   * @param count of the values seen
   * @param mean of the values seen
   * @param sampleVariance of the values seen
   */
  public static double[] mean(long count, double mean, double sampleVariance, double confidence) {
    if (count < 2) {
      return new double[] {
        count == 0 ? 0 : mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY
      };
    }
    double margin = Quantiles.twoSided(count, confidence) * Math.sqrt(sampleVariance / count);
    return new double[] {mean, mean - margin, mean + margin};
  }

  /**
   * The sum of all values; parameters as for {@link #mean}.
   *
   * @param share of the partitions seen, below 1
   */
  public static double[] sum(
      long count, double mean, double sampleVariance, double share, double confidence) {
    double seen = count == 0 ? 0 : count * mean;
    if (share == 0 || count == 0) {
      return new double[] {seen, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    }
    double rest = count * (1 - share) / share;
    if (count == 1) {
      return new double[] {seen + rest * mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    }
    double meanVariance = sampleVariance / count;
    double restVariance = count * (1 - share) / (share * share);
    double variance =
        mean * mean * restVariance + rest * rest * meanVariance + meanVariance * restVariance;
    double margin = Quantiles.twoSided(count, confidence) * Math.sqrt(variance);
    double whole = seen + rest * mean;
    return new double[] {whole, whole - margin, whole + margin};
  }

  /** The number of records not seen that is exceeded with the probability 1 - {@code below}. */
  private static double unseen(long seen, double share, double below) {
    if (seen == 0 || below <= 0) {
      return 0;
    }
    if (below >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    double mean = seen * (1 - share) / share;
    if (seen * Math.log(share) < LEAST_EXPONENT) {
      return Math.max(0, Math.rint(mean + Quantiles.normal(below) * Math.sqrt(mean / share)));
    }
    double term = Math.pow(share, seen);
    double passed = term;
    long k = 0;
    while (passed < below && (term > 0 || k < mean)) {
      term *= (k + seen) * (1 - share) / (k + 1);
      passed += term;
      k++;
    }
    return k;
  }
}
