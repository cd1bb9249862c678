package io.heddle.benchmarks.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** The twin of Heddle's job of this name. */
public final class TasksJob {
  private TasksJob() {}

  public static void main(String[] args) {
    try (JavaSparkContext context =
        new JavaSparkContext(new SparkConf().setAppName("tasks").setMaster(args[0]))) {
      int tasks = 20_000;
      int jobs = 200;
      JavaRDD<Integer> wide = context.parallelize(List.<Integer>of(), tasks);
      JavaRDD<Integer> narrow = context.parallelize(List.of(1, 2), 2);
      for (int round = 0; round < 2; round++) {
        long start = System.nanoTime();
        wide.foreachPartition(records -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("ROUND %d %.0f tasks/s%n", round, tasks / seconds);
        if (round == 1) {
          System.out.println("JOB " + seconds);
        }
      }
      for (int round = 0; round < 2; round++) {
        long start = System.nanoTime();
        for (int job = 0; job < jobs; job++) {
          if (narrow.count() != 2) {
            throw new IllegalStateException("a wrong count");
          }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("ROUND %d %.2f ms/job%n", round, seconds * 1e3 / jobs);
        if (round == 1) {
          System.out.println("SMALLJOB " + seconds / jobs);
        }
      }
    }
  }
}
