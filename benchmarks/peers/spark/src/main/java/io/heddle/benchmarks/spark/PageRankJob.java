package io.heddle.benchmarks.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The twin of Heddle's job of this name. */
public final class PageRankJob {
  private PageRankJob() {}

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setAppName("PageRankJob").setMaster(args[0]);
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      long start = System.nanoTime();
      JavaPairRDD<Integer, Iterable<Integer>> links =
          context.parallelize(PARTS, 8).flatMapToPair(part -> links(part)).groupByKey(8).cache();
      JavaPairRDD<Integer, Double> ranks = links.mapValues(targets -> 1.0);
      for (int i = 0; i < 10; i++) {
        ranks =
            links
                .join(ranks)
                .values()
                .flatMapToPair(
                    page -> {
                      List<Tuple2<Integer, Double>> shares = new ArrayList<>();
                      for (Integer target : page._1) {
                        shares.add(new Tuple2<>(target, page._2));
                      }
                      double share = 1.0 / shares.size();
                      return shares.stream()
                          .map(s -> new Tuple2<>(s._1, s._2 * share))
                          .iterator();
                    })
                .reduceByKey(Double::sum)
                .mapValues(sum -> 0.15 + 0.85 * sum);
      }
      System.out.printf("SUM %.3f%n", ranks.values().reduce(Double::sum));
      System.out.println("JOB " + (System.nanoTime() - start) / 1e9);
    }
  }

  private static final int PAGES = 400_000;
  private static final List<Integer> PARTS = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  /** Links of every eighth page, each to one to fifteen others, low numbers more often. */
  private static Iterator<Tuple2<Integer, Integer>> links(int part) {
    Random random = new Random(part);
    return IntStream.range(0, PAGES / PARTS.size())
        .map(i -> i * PARTS.size() + part)
        .boxed()
        .flatMap(
            page ->
                IntStream.rangeClosed(0, random.nextInt(15))
                    .mapToObj(
                        i -> {
                          double at = random.nextDouble();
                          return new Tuple2<>(page, (int) (at * at * PAGES));
                        }))
        .iterator();
  }
}
