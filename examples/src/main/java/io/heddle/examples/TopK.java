package io.heddle.examples;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.function.SerializableComparator;

/**
 * Prints the K most frequent words, one {@code count<TAB>word} a line, most frequent first, equally
 * frequent ones by the alphabet.
 */
public final class TopK {
  private static final String USAGE = "TopK IN K";

  private TopK() {}

  public static void main(String[] args) {
    Arguments.require(2, args, USAGE);
    int k = Arguments.number(args[1], 1, USAGE);

    try (HeddleContext heddle = HeddleContext.builder().appName("TopK").getOrCreate()) {
      SerializableComparator<Pair<String, Long>> mostFirst =
          (a, b) -> {
            int byCount = Long.compare(b.value(), a.value());
            return byCount != 0 ? byCount : a.key().compareTo(b.key());
          };
      heddle
          .textFile(args[0])
          .flatMap(line -> new Words(line))
          .mapToPair(word -> new Pair<>(word, 1L))
          .reduceByKey(Long::sum)
          .takeOrdered(k, mostFirst)
          .forEach(count -> System.out.println(count.value() + "\t" + count.key()));
    }
  }
}
