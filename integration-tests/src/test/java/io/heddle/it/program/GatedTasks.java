package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import java.util.stream.IntStream;

/**
 * {@code GATES TASKS}: one job of so many tasks, of which task i waits at the gate {@code task-i}.
 */
public final class GatedTasks {
  private GatedTasks() {}

  public static void main(String[] args) {
    String gates = args[0];
    int tasks = Integer.parseInt(args[1]);
    try (HeddleContext context = HeddleContext.builder().appName("gated tasks").getOrCreate()) {
      int sum =
          context
              .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
              .map(
                  task -> {
                    Gate.pass(gates, "task-" + task);
                    return task;
                  })
              .reduce(Integer::sum);
      if (sum != tasks * (tasks - 1) / 2) {
        throw new IllegalStateException("the sum is " + sum);
      }
    }
  }
}
