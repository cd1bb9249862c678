package io.heddle.client.demo;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The most frequent words of lines {@code word<TAB>count}. One thread. */
final class TopWords {
  /** A word and how often it was there. */
  record Word(String text, long count) {}

  private static final Comparator<Word> LEAST_FIRST =
      Comparator.comparingLong(Word::count)
          .thenComparing(Comparator.comparing(Word::text).reversed());

  private final int limit;
  private final PriorityQueue<Word> best = new PriorityQueue<>(LEAST_FIRST);
  private long distinct;
  private long total;

  TopWords(int limit) {
    this.limit = limit;
  }

  /**
   * @throws IllegalArgumentException if it is no such line
   */
  void add(String line) {
    int tab = line.lastIndexOf('\t');
    if (tab < 0) {
      throw new IllegalArgumentException("not a line of word count: " + line);
    }
    Word word = new Word(line.substring(0, tab), Long.parseLong(line.substring(tab + 1)));
    distinct++;
    total += word.count();
    best.add(word);
    if (best.size() > limit) {
      best.poll();
    }
  }

  long distinct() {
    return distinct;
  }

  long total() {
    return total;
  }

  /** The most frequent first. */
  List<Word> list() {
    return best.stream().sorted(LEAST_FIRST.reversed()).toList();
  }
}
