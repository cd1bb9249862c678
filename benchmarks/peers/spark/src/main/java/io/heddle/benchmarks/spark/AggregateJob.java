package io.heddle.benchmarks.spark;

import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The twin of Heddle's job of this name. */
public final class AggregateJob {
  private AggregateJob() {}

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setAppName("AggregateJob").setMaster(args[0]);
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      long start = System.nanoTime();
      long count =
          context
              .parallelize(PARTS, 8)
              .flatMap(part -> numbers(part))
              .mapToPair(n -> new Tuple2<>(n % DISTINCT, n))
              .aggregateByKey(0L, 8, (sum, n) -> sum + n, (a, b) -> a + b)
              .count();
      if (count != DISTINCT) {
        throw new IllegalStateException("a wrong count: " + count);
      }
      System.out.println("JOB " + (System.nanoTime() - start) / 1e9);
    }
  }

  private static final long COUNT = 40_000_000;
  private static final long DISTINCT = 10_000_000;
  private static final List<Integer> PARTS = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  /** A part of all numbers below COUNT, in an order of their own: the factor is a prime. */
  private static Iterator<Long> numbers(int part) {
    long size = COUNT / PARTS.size();
    return LongStream.range(part * size, (part + 1) * size)
        .map(i -> i * 1_000_000_007L % COUNT)
        .iterator();
  }
}
