package io.heddle.rdd;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Chooses exactly so many of a known number of records while they pass by, each set of that size
 * with the same chance. Used by one thread.
 */
final class Draws {
  private final boolean withReplacement;
  private final SplittableRandom random;
  private final long total;
  private long left;
  private long passed;
  private double at; // of the next draw among all records, from 0 to 1; with replacement only

  private Draws(long wanted, long total, boolean withReplacement, SplittableRandom random) {
    this.withReplacement = withReplacement;
    this.random = random;
    this.total = total;
    this.left = wanted;
    advance();
  }

  /**
   * How many to draw.
   *
   * @param wanted of them
   * @param total that will pass by
   */
  record Plan(long wanted, long total) implements Serializable {
    Draws begin(boolean withReplacement, SplittableRandom random) {
      return new Draws(wanted, total, withReplacement, random);
    }
  }

  /** The least of the positions left to draw, which all lie behind the last one. */
  private void advance() {
    if (withReplacement && left > 0) {
      at = 1 - (1 - at) * Math.pow(1 - random.nextDouble(), 1.0 / left);
    }
  }

  /** How many times the next record is taken. */
  int next() {
    int times = 0;
    long remaining = total - passed++;
    if (withReplacement) {
      // What rounding left behind the last record is that one's.
      while (left > 0 && (at * total < passed || remaining <= 1)) {
        times++;
        left--;
        advance();
      }
    } else if (left > 0 && random.nextLong(Math.max(1, remaining)) < left) {
      times = 1;
      left--;
    }
    return times;
  }

  /**
   * Divides a sample of all partitions among them, as drawing from all at once would.
   *
   * @param there records in each partition
   * @param fraction of all of them, rounded up to a whole record
   */
  static long[] divided(
      long[] there, double fraction, boolean withReplacement, SplittableRandom random) {
    long total = 0;
    for (long count : there) {
      total += count;
    }
    long wanted = (long) Math.ceil(fraction * total);
    long[] left = there.clone();
    long[] drawn = new long[there.length];
    // Without replacement, leaving out the few is faster than drawing the many.
    boolean inverse = !withReplacement && wanted > total / 2;
    long draws = inverse ? total - wanted : wanted;
    for (long i = 0; i < draws; i++) {
      long place = random.nextLong(withReplacement ? total : total - i);
      int partition = 0;
      while (place >= left[partition]) {
        place -= left[partition++];
      }
      drawn[partition]++;
      if (!withReplacement) {
        left[partition]--;
      }
    }
    return inverse ? left : drawn;
  }
}
