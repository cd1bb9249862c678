package io.heddle.benchmarks.job;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import java.util.StringTokenizer;

/** Word count of a text, written out as text. Arguments: master, input, output. */
public final class WordCountJob {
  private WordCountJob() {}

  public static void main(String[] args) {
    try (HeddleContext context =
        HeddleContext.builder().appName("wordcount").master(args[0]).getOrCreate()) {
      Rounds.time(
          args[2],
          output ->
              context
                  .textFile(args[1])
                  .flatMap(line -> new Tokens(new StringTokenizer(line)))
                  .mapToPair(word -> Pair.of(word, 1))
                  .reduceByKey(Integer::sum)
                  .map(pair -> pair.key() + "\t" + pair.value())
                  .saveAsTextFile(output));
    }
  }
}
