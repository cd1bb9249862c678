package io.heddle.rdd;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** Records taken at random, the same ones for the same seed and the same input. */
final class Sample<T> implements Iterator<T> {
  private final Iterator<T> records;
  private final boolean withReplacement;
  private final double fraction;
  private final double chanceOfNone;
  private final SplittableRandom random;
  private T current;
  private int left;

  Sample(Iterator<T> records, boolean withReplacement, double fraction, long seed) {
    this.records = records;
    this.withReplacement = withReplacement;
    this.fraction = fraction;
    this.chanceOfNone = Math.exp(-fraction);
    this.random = new SplittableRandom(seed);
  }

  @Override
  public boolean hasNext() {
    while (left == 0 && records.hasNext()) {
      current = records.next();
      left = times();
    }
    return left > 0;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    left--;
    return current;
  }

  private int times() {
    if (!withReplacement) {
      return random.nextDouble() < fraction ? 1 : 0;
    }
    // Poisson distribution, by Knuth's multiplication of uniform numbers
    int times = 0;
    for (double product = random.nextDouble();
        product > chanceOfNone;
        product *= random.nextDouble()) {
      times++;
    }
    return times;
  }
}
