package io.heddle.examples;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;

/** Counts the words of text files: one line {@code word<TAB>count} for each word, in no order. */
public final class WordCount {
  private WordCount() {}

  public static void main(String[] args) {
    Arguments.require(2, args, "WordCount IN OUT");

    try (HeddleContext heddle = HeddleContext.builder().appName("WordCount").getOrCreate()) {
      heddle
          .textFile(args[0])
          .flatMap(line -> new Words(line))
          .mapToPair(word -> new Pair<>(word, 1L))
          .reduceByKey(Long::sum)
          .map(count -> count.key() + "\t" + count.value())
          .saveAsTextFile(args[1]);
    }
  }
}
