package io.heddle.benchmarks.job;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.RDD;
import java.util.List;

/**
 * What a task and a job cost with nothing in them: 20,000 empty tasks in one job, then 200 jobs of
 * two tasks. Arguments: master. Each part runs once to warm up and once to count.
 */
public final class TasksJob {
  private TasksJob() {}

  public static void main(String[] args) {
    try (HeddleContext context =
        HeddleContext.builder().appName("tasks").master(args[0]).getOrCreate()) {
      int tasks = 20_000;
      int jobs = 200;
      RDD<Integer> wide = context.parallelize(List.<Integer>of(), tasks);
      RDD<Integer> narrow = context.parallelize(List.of(1, 2), 2);
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
