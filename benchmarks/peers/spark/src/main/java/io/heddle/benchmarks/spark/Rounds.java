package io.heddle.benchmarks.spark;

import java.util.function.Consumer;

/** Runs a job as often as the benchmark wants, in one JVM; the last time is the one that counts. */
final class Rounds {
  private Rounds() {}

  /**
   * @param job given a directory to write to, which is another one each time
   */
  static void time(String output, Consumer<String> job) {
    int rounds = Integer.getInteger("heddle.benchmark.rounds", 1);
    for (int round = 1; round <= rounds; round++) {
      long start = System.nanoTime();
      job.accept(round == rounds ? output : output + "-round-" + round);
      System.out.println("JOB " + (System.nanoTime() - start) / 1e9);
    }
  }
}
