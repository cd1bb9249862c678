package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;

/**
 * Sums numbers by their last two digits, as {@link GatedSums} does, in two jobs over one shuffle:
 * {@code IN OUT GATES REDUCES}. Between the first, which counts the sums, and the second, which
 * writes them, the driver waits at the gate {@code between}.
 */
public final class SumsTwice {
  private SumsTwice() {}

  public static void main(String[] args) throws Exception {
    try (HeddleContext context = HeddleContext.builder().appName("sums twice").getOrCreate()) {
      PairRDD<Long, Long> sums =
          context
              .textFile(args[0])
              .map(Long::parseLong)
              .mapToPair(number -> Pair.of(number % 100, number))
              .reduceByKey(Long::sum, Integer.parseInt(args[3]));
      System.out.println(sums.count() + " sums");
      Gate.pass(args[2], "between");
      sums.map(sum -> sum.key() + "\t" + sum.value()).saveAsTextFile(args[1]);
    }
  }
}
