package io.heddle.benchmarks.job;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import java.util.List;

/** The least program with a shuffle; timed from outside, from a fresh JVM. Arguments: master. */
public final class StartupJob {
  private StartupJob() {}

  public static void main(String[] args) {
    try (HeddleContext context =
        HeddleContext.builder().appName("startup").master(args[0]).getOrCreate()) {
      long keys =
          context
              .parallelize(List.of("a", "b", "a", "c"), 2)
              .mapToPair(word -> Pair.of(word, 1))
              .reduceByKey(Integer::sum)
              .count();
      System.out.println("FIRST " + keys);
    }
  }
}
