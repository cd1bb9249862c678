package io.heddle.executor;

import java.util.Random;

/** Random data that can be had again: the seed is printed, and taken from a property when given. */
public final class Seeds {
  private Seeds() {}

  public static Random random(String test) {
    long seed = Long.getLong("heddle.seed", System.nanoTime());
    System.out.println(test + ": -Dheddle.seed=" + seed);
    return new Random(seed);
  }
}
