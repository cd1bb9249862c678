package io.heddle.benchmarks.job;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** Joins two sets of 20 M pairs of numbers, half of whose keys match. Arguments: master. */
public final class JoinJob {
  private JoinJob() {}

  public static void main(String[] args) {
    try (HeddleContext context =
        HeddleContext.builder().appName("JoinJob").master(args[0]).getOrCreate()) {
      long start = System.nanoTime();
      PairRDD<Long, Long> left =
          context
              .parallelize(PARTS, 8)
              .flatMap(part -> numbers(part))
              .mapToPair(n -> Pair.of(n, n + 1));
      PairRDD<Long, Long> right =
          context
              .parallelize(PARTS, 8)
              .flatMap(part -> numbers(part))
              .mapToPair(n -> Pair.of(n + COUNT / 2, n));
      long count = left.join(right, 8).count();
      if (count != COUNT / 2) {
        throw new IllegalStateException("a wrong count: " + count);
      }
      System.out.println("JOB " + (System.nanoTime() - start) / 1e9);
    }
  }

  private static final long COUNT = 20_000_000;
  private static final List<Integer> PARTS = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  /** A part of all numbers below COUNT, in an order of their own: the factor is a prime. */
  private static Iterator<Long> numbers(int part) {
    long size = COUNT / PARTS.size();
    return LongStream.range(part * size, (part + 1) * size)
        .map(i -> i * 1_000_000_007L % COUNT)
        .iterator();
  }
}
