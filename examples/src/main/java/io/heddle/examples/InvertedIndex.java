package io.heddle.examples;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Finds for each word the documents that have it. Input lines are {@code document<TAB>text}; output
 * lines are {@code word<TAB>document,document…}, the words in lower case and sorted, the documents
 * sorted, each once. Lines without a tab are left out.
 */
public final class InvertedIndex {
  private InvertedIndex() {}

  public static void main(String[] args) {
    Arguments.require(2, args, "InvertedIndex IN OUT");

    try (HeddleContext heddle = HeddleContext.builder().appName("InvertedIndex").getOrCreate()) {
      heddle
          .textFile(args[0])
          .filter(line -> line.indexOf('\t') > 0)
          .flatMapToPair(
              line -> {
                String document = line.substring(0, line.indexOf('\t'));
                List<Pair<String, String>> found = new ArrayList<>();
                new Words(line.substring(line.indexOf('\t')).toLowerCase(Locale.ROOT))
                    .forEachRemaining(word -> found.add(new Pair<>(word, document)));
                return found.iterator();
              })
          .distinct()
          .groupByKey()
          .sortByKey()
          .map(entry -> entry.key() + "\t" + String.join(",", sorted(entry.value())))
          .saveAsTextFile(args[1]);
    }
  }

  private static List<String> sorted(Iterable<String> documents) {
    List<String> list = new ArrayList<>();
    documents.forEach(list::add);
    Collections.sort(list);
    return list;
  }
}
