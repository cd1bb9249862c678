package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;

/**
 * Sums numbers by their last two digits, over two shuffles: {@code IN OUT GATES MIDDLES}. IN has a
 * number a line, OUT gets lines {@code digits<TAB>sum}. Task i of the first stage waits at the gate
 * {@code map-i}, of the second at {@code middle-i}, each before it takes its first record.
 */
public final class GatedTwice {
  private static final int REDUCES = 2;

  private GatedTwice() {}

  public static void main(String[] args) {
    String gates = args[2];
    try (HeddleContext context = HeddleContext.builder().appName("gated twice").getOrCreate()) {
      context
          .textFile(args[0])
          .mapPartitionsWithIndex(
              (index, lines) -> {
                Gate.pass(gates, "map-" + index);
                return lines;
              })
          .map(Long::parseLong)
          .mapToPair(number -> Pair.of(number % 1000, number))
          .reduceByKey(Long::sum, Integer.parseInt(args[3]))
          .mapPartitionsWithIndex(
              (index, sums) -> {
                Gate.pass(gates, "middle-" + index);
                return sums;
              })
          .mapToPair(sum -> Pair.of(sum.key() % 100, sum.value()))
          .reduceByKey(Long::sum, REDUCES)
          .map(sum -> sum.key() + "\t" + sum.value())
          .saveAsTextFile(args[1]);
    }
  }
}
