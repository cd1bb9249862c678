package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;

/**
 * Sums numbers by their last two digits: {@code IN OUT GATES REDUCES}. IN has a number a line, OUT
 * gets lines {@code digits<TAB>sum}. Map task i waits at the gate {@code map-i}, reduce task i at
 * {@code reduce-i}, each before it takes its first record.
 */
public final class GatedSums {
  private GatedSums() {}

  public static void main(String[] args) {
    String gates = args[2];
    try (HeddleContext context = HeddleContext.builder().appName("gated sums").getOrCreate()) {
      context
          .textFile(args[0])
          .mapPartitionsWithIndex(
              (index, lines) -> {
                Gate.pass(gates, "map-" + index);
                return lines;
              })
          .map(Long::parseLong)
          .mapToPair(number -> Pair.of(number % 100, number))
          .reduceByKey(Long::sum, Integer.parseInt(args[3]))
          .mapPartitionsWithIndex(
              (index, sums) -> {
                Gate.pass(gates, "reduce-" + index);
                return sums;
              })
          .map(sum -> sum.key() + "\t" + sum.value())
          .saveAsTextFile(args[1]);
    }
  }
}
