package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.RDD;
import io.heddle.rdd.StorageLevel;

/**
 * Sums numbers by their last two digits: {@code IN OUT GATES REDUCES}, with files of every kind on
 * the nodes' disks. The numbers, objects of a class of its own, are kept on disk. A first shuffle
 * is let go of after the gate {@code shuffled}; the driver waits at {@code between} then.
 */
public final class DiskSums {
  private DiskSums() {}

  /** A number, in a class that only the program has. */
  static final class Reading {
    private final long number;

    Reading(long number) {
      this.number = number;
    }
  }

  public static void main(String[] args) throws Exception {
    try (HeddleContext context = HeddleContext.builder().appName("disk sums").getOrCreate()) {
      int reduces = Integer.parseInt(args[3]);
      RDD<Reading> kept =
          context
              .textFile(args[0])
              .map(line -> new Reading(Long.parseLong(line)))
              .persist(StorageLevel.DISK_ONLY);
      System.out.println(distinctDigits(kept, reduces, args[2]) + " different last digits");
      System.gc();
      Gate.pass(args[2], "between");
      kept.mapToPair(reading -> Pair.of(reading.number % 100, reading.number))
          .reduceByKey(Long::sum, reduces)
          .map(sum -> sum.key() + "\t" + sum.value())
          .saveAsTextFile(args[1]);
      Gate.pass(args[2], "saved");
    }
  }

  private static long distinctDigits(RDD<Reading> kept, int reduces, String gates)
      throws Exception {
    RDD<Pair<Long, Iterable<Reading>>> groups =
        kept.mapToPair(reading -> Pair.of(reading.number % 10, reading))
            .groupByKey(reduces)
            .map(group -> group);
    long count = groups.count();
    Gate.pass(gates, "shuffled");
    if (groups.count() != count) { // still there
      throw new IllegalStateException("the second count differs");
    }
    return count;
  }
}
