package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.RDD;
import java.util.stream.IntStream;

/**
 * {@code GATES TASKS}: a job whose tasks wait at {@code plain-i} and leave nothing behind, then the
 * gate {@code between}, a job of two tasks whose partitions are cached, and the gate {@code end}.
 */
public final class TwoWaves {
  private TwoWaves() {}

  public static void main(String[] args) throws Exception {
    String gates = args[0];
    int tasks = Integer.parseInt(args[1]);
    try (HeddleContext context = HeddleContext.builder().appName("two waves").getOrCreate()) {
      context
          .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
          .map(
              task -> {
                Gate.pass(gates, "plain-" + task);
                return task;
              })
          .count();
      Gate.pass(gates, "between");
      RDD<Integer> cached =
          context
              .parallelize(IntStream.range(0, 2).boxed().toList(), 2)
              .map(
                  task -> {
                    Gate.pass(gates, "cached-" + task);
                    return task;
                  })
              .cache();
      cached.count();
      Gate.pass(gates, "end");
      System.out.println(cached.count());
    }
  }
}
