package io.heddle.benchmarks.spark;

import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The twin of Heddle's job of this name. */
public final class JoinJob {
  private JoinJob() {}

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setAppName("JoinJob").setMaster(args[0]);
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      long start = System.nanoTime();
      JavaPairRDD<Long, Long> left =
          context
              .parallelize(PARTS, 8)
              .flatMap(part -> numbers(part))
              .mapToPair(n -> new Tuple2<>(n, n + 1));
      JavaPairRDD<Long, Long> right =
          context
              .parallelize(PARTS, 8)
              .flatMap(part -> numbers(part))
              .mapToPair(n -> new Tuple2<>(n + COUNT / 2, n));
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
