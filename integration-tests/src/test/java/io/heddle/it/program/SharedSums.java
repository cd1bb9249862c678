package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.RDD;
import io.heddle.rdd.StorageLevel;
import io.heddle.rdd.accumulator.LongAccumulator;
import io.heddle.rdd.broadcast.Broadcast;
import java.util.Random;

/**
 * Sums numbers by their last two digits: {@code IN OUT GATES REDUCES}. The numbers are cached
 * twice, with copies and without, and each that is read from the input is counted, by {@code read
 * for copied} and {@code read for single}. Between the first jobs and those that use what is
 * cached, the driver waits at the gate {@code between}. All tasks that read use a broadcast.
 */
public final class SharedSums {
  private static final int TABLE_BYTES = 1 << 20;

  private SharedSums() {}

  public static void main(String[] args) throws Exception {
    try (HeddleContext context = HeddleContext.builder().appName("shared sums").getOrCreate()) {
      byte[] random = new byte[TABLE_BYTES];
      new Random(1).nextBytes(random);
      Broadcast<byte[]> table = context.broadcast(random);
      byte last = random[TABLE_BYTES - 1];
      RDD<Long> copied =
          numbers(context, args[0], "read for copied", table, last)
              .persist(StorageLevel.MEMORY_ONLY_2);
      RDD<Long> single =
          numbers(context, args[0], "read for single", table, last)
              .persist(StorageLevel.MEMORY_ONLY);
      System.out.println(copied.count() + " and " + single.count() + " numbers");
      Gate.pass(args[2], "between");
      System.out.println(copied.count() + " numbers again");
      single
          .mapToPair(number -> Pair.of(number % 100, number))
          .reduceByKey(Long::sum, Integer.parseInt(args[3]))
          .map(sum -> sum.key() + "\t" + sum.value())
          .saveAsTextFile(args[1]);
      table.destroy();
    }
  }

  private static RDD<Long> numbers(
      HeddleContext context, String input, String name, Broadcast<byte[]> table, byte last) {
    LongAccumulator read = context.longAccumulator(name);
    return context
        .textFile(input)
        .map(
            line -> {
              read.add(1);
              return Long.parseLong(line) + table.value()[TABLE_BYTES - 1] - last;
            });
  }
}
