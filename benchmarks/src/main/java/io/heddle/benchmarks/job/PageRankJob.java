package io.heddle.benchmarks.job;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Ten rounds of PageRank over cached links. Arguments: master. */
public final class PageRankJob {
  private PageRankJob() {}

  public static void main(String[] args) {
    try (HeddleContext context =
        HeddleContext.builder().appName("PageRankJob").master(args[0]).getOrCreate()) {
      long start = System.nanoTime();
      PairRDD<Integer, Iterable<Integer>> links =
          context.parallelize(PARTS, 8).flatMapToPair(part -> links(part)).groupByKey(8).cache();
      PairRDD<Integer, Double> ranks = links.mapValues(targets -> 1.0);
      for (int i = 0; i < 10; i++) {
        ranks =
            links
                .join(ranks)
                .values()
                .flatMapToPair(
                    page -> {
                      List<Pair<Integer, Double>> shares = new ArrayList<>();
                      for (Integer target : page.key()) {
                        shares.add(Pair.of(target, page.value()));
                      }
                      double share = 1.0 / shares.size();
                      return shares.stream()
                          .map(s -> Pair.of(s.key(), s.value() * share))
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
  private static Iterator<Pair<Integer, Integer>> links(int part) {
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
                          return Pair.of(page, (int) (at * at * PAGES));
                        }))
        .iterator();
  }
}
