package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.lineage.MappedPartitions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.SplittableRandom;

/** Samples of whole RDDs, and their division at random. */
final class Samples {
  private static final double MARGIN = 1e-4;
  private static final int TRIES = 20;

  private Samples() {}

  static long newSeed() {
    return new SplittableRandom().nextLong();
  }

  /** Counts first, then samples a little more than wanted and draws from that. */
  static <T> List<T> take(RDD<T> rdd, boolean withReplacement, int wanted, long seed) {
    if (wanted == 0) {
      return new ArrayList<>();
    }
    long count = rdd.count();
    if (count == 0) {
      return new ArrayList<>();
    }
    Random random = new Random(seed);
    if (!withReplacement && wanted >= count) {
      List<T> all = new ArrayList<>(Actions.collect(rdd, "takeSample"));
      Collections.shuffle(all, random);
      return all;
    }
    double fraction = fraction(wanted, count, withReplacement);
    for (int tries = 0; tries < TRIES; tries++) {
      List<T> some =
          new ArrayList<>(
              Actions.collect(
                  rdd.sample(withReplacement, fraction, random.nextLong()), "takeSample"));
      if (some.size() >= wanted) {
        Collections.shuffle(some, random);
        return new ArrayList<>(some.subList(0, wanted));
      }
    }
    throw new HeddleException(
        ErrorCode.INTERNAL,
        "takeSample found fewer than " + wanted + " of " + count + " records " + TRIES + " times");
  }

  /** So large that a sample falls short about once in ten thousand times. */
  private static double fraction(int wanted, long count, boolean withReplacement) {
    double share = (double) wanted / count;
    if (withReplacement) {
      double deviations = wanted < 12 ? 9 : 5;
      return share + deviations * Math.sqrt(share / count);
    }
    double gamma = -Math.log(MARGIN) / count;
    return Math.min(1, share + gamma + Math.sqrt(gamma * gamma + 2 * gamma * share));
  }

  /** Each record falls into one part, the same ones for the same seed and the same input. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of RDDs
  static <T> RDD<T>[] split(RDD<T> rdd, double[] weights, long seed) {
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new HeddleException(ErrorCode.BAD_ARGUMENT, "a part of the weight " + weight);
      }
      sum += weight;
    }
    if (sum == 0) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the weights of a split must have a sum above 0");
    }
    RDD<T>[] parts = new RDD[weights.length];
    double below = 0;
    for (int i = 0; i < weights.length; i++) {
      double from = below / sum;
      below += weights[i];
      double to = i == weights.length - 1 ? 1 : below / sum;
      parts[i] =
          rdd.node(
              new MappedPartitions<T, T>(
                  rdd.origin("randomSplit"),
                  rdd.lineage(),
                  (index, records, task) -> new Cell<>(records, from, to, seed + index),
                  true));
    }
    return parts;
  }

  /** The records whose random number lies in an interval. */
  private static final class Cell<T> implements Iterator<T> {
    private final Iterator<T> records;
    private final double from;
    private final double to;
    private final SplittableRandom random;
    private T next;
    private boolean found;

    Cell(Iterator<T> records, double from, double to, long seed) {
      this.records = records;
      this.from = from;
      this.to = to;
      this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean hasNext() {
      while (!found && records.hasNext()) {
        next = records.next();
        double number = random.nextDouble();
        found = number >= from && number < to;
      }
      return found;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      found = false;
      return next;
    }
  }
}
