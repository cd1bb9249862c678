package io.heddle.benchmarks.job;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.RDD;

/** Caches a text's lines and looks through them five times. Arguments: master, input. */
public final class CacheJob {
  private CacheJob() {}

  public static void main(String[] args) {
    try (HeddleContext context =
        HeddleContext.builder().appName("CacheJob").master(args[0]).getOrCreate()) {
      long start = System.nanoTime();
      RDD<String> lines = context.textFile(args[1]).cache();
      for (int i = 0; i < 5; i++) {
        String letter = String.valueOf((char) ('a' + i));
        System.out.println("FOUND " + lines.filter(line -> line.startsWith(letter)).count());
      }
      System.out.println("JOB " + (System.nanoTime() - start) / 1e9);
    }
  }
}
