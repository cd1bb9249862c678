package io.heddle.driver.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** The choices of one seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Dice of their own, so that what one part draws does not change what another one draws. */
  Dice fork() {
    return new Dice(random.split());
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Both ends included; small numbers as likely as large ones by order of magnitude. */
  int spread(int least, int most) {
    double log = Math.log(least) + random.nextDouble() * (Math.log(most + 1.0) - Math.log(least));
    return Math.min(most, Math.max(least, (int) Math.exp(log)));
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Mixes two numbers into one that depends on every bit of them. */
  static long mix(long a, long b) {
    long x = (a ^ (b * 0x9E3779B97F4A7C15L)) + 0x632BE59BD9B4E019L;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
