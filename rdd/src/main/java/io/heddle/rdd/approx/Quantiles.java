package io.heddle.rdd.approx;

/** Quantiles of the normal and of Student's distribution, to about six digits. Pure functions. */
final class Quantiles {
  private static final int LARGE_COUNT = 100;
  private static final int STEPS = 100;
  private static final int STRIPS = 2000;

  private Quantiles() {}

  /** How many standard errors a mean of so many values may be off, with the confidence given. */
  static double twoSided(long count, double confidence) {
    double probability = 1 - (1 - confidence) / 2;
    if (probability >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    return count > LARGE_COUNT ? normal(probability) : student(probability, (int) count - 1);
  }

  /** The x that a standard normal variable is below with the probability given. */
  static double normal(double probability) {
    if (probability < 0.5) {
      return -normal(1 - probability);
    }
    double low = 0;
    double high = 40;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (normalBelow(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** As a power series near 0 and a continued fraction far from it; both for x from 0 on. */
  private static double normalBelow(double x) {
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (x < 4) {
      double term = x;
      double sum = x;
      for (int i = 3; term > sum * 1e-17; i += 2) {
        term *= x * x / i;
        sum += term;
      }
      return 0.5 + density * sum;
    }
    double fraction = x;
    for (int i = 60; i >= 1; i--) {
      fraction = x + i / fraction;
    }
    return 1 - density / fraction;
  }

  /** The same for Student's distribution; the probability is from 0.5 on. */
  static double student(double probability, int freedom) {
    // With t = sqrt(freedom) * tan(angle) the density becomes a power of a cosine.
    double total = cosines(Math.PI / 2, freedom);
    double wanted = (probability - 0.5) * 2 * total;
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < STEPS / 2; i++) {
      double middle = (low + high) / 2;
      if (cosines(middle, freedom) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(freedom) * Math.tan(low);
  }

  /** The integral of cos^(freedom-1) from 0, by Simpson's rule. */
  private static double cosines(double to, int freedom) {
    double width = to / STRIPS;
    double sum = 0;
    for (int i = 0; i <= STRIPS; i++) {
      int weight = i == 0 || i == STRIPS ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.pow(Math.cos(i * width), freedom - 1);
    }
    return sum * width / 3;
  }
}
