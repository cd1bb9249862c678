package io.heddle.rdd;

import java.util.Iterator;
import java.util.SplittableRandom;

/** Records taken at random, the same ones for the same seed and the same input. */
final class Sample {
  private Sample() {}

  static <T> Iterator<T> of(
      Iterator<T> records, boolean withReplacement, double fraction, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double chanceOfNone = Math.exp(-fraction);
    return new Repeated<>(
        records,
        record ->
            withReplacement
                ? poisson(random, chanceOfNone)
                : random.nextDouble() < fraction ? 1 : 0);
  }

  /** A number with a Poisson distribution, by Knuth's multiplication of uniform numbers. */
  static int poisson(SplittableRandom random, double chanceOfNone) {
    int times = 0;
    for (double product = random.nextDouble();
        product > chanceOfNone;
        product *= random.nextDouble()) {
      times++;
    }
    return times;
  }
}
