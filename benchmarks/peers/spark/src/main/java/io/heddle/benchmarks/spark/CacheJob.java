package io.heddle.benchmarks.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** The twin of Heddle's job of this name. */
public final class CacheJob {
  private CacheJob() {}

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setAppName("CacheJob").setMaster(args[0]);
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      long start = System.nanoTime();
      JavaRDD<String> lines = context.textFile(args[1]).cache();
      for (int i = 0; i < 5; i++) {
        String letter = String.valueOf((char) ('a' + i));
        System.out.println("FOUND " + lines.filter(line -> line.startsWith(letter)).count());
      }
      System.out.println("JOB " + (System.nanoTime() - start) / 1e9);
    }
  }
}
