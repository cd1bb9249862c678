package io.heddle.examples;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;

/** Sorts the lines of text files by their first {@code N} characters, into files in order. */
public final class Sort {
  private static final String USAGE = "Sort IN N OUT";

  private Sort() {}

  public static void main(String[] args) {
    Arguments.require(3, args, USAGE);
    int characters = Arguments.number(args[1], 1, USAGE);

    try (HeddleContext heddle = HeddleContext.builder().appName("Sort").getOrCreate()) {
      heddle
          .textFile(args[0])
          .mapToPair(
              line -> {
                int end = Math.min(characters, line.length());
                return new Pair<>(line.substring(0, end), line.substring(end));
              })
          .sortByKey()
          .map(line -> line.key() + line.value())
          .saveAsTextFile(args[2]);
    }
  }
}
