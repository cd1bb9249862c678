package io.heddle.benchmarks.job;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;

/**
 * Sorts lines of 100 bytes by their first ten, and saves them. Arguments: master, input, output.
 */
public final class SortJob {
  private SortJob() {}

  public static void main(String[] args) {
    try (HeddleContext context =
        HeddleContext.builder().appName("SortJob").master(args[0]).getOrCreate()) {
      Rounds.time(
          args[2],
          output ->
              context
                  .textFile(args[1])
                  .mapToPair(line -> Pair.of(line.substring(0, 10), line.substring(10)))
                  .sortByKey()
                  .map(pair -> pair.key() + pair.value())
                  .saveAsTextFile(output));
    }
  }
}
