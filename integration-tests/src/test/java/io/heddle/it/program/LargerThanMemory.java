package io.heddle.it.program;

import io.heddle.rdd.HashPartitioner;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.RDD;
import io.heddle.rdd.StorageLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Sorts, counts, aggregates, groups, joins, caches and ranks records that follow from their
 * numbers, so that each result can be told without the engine; fails where they differ. Arguments:
 * thousands of records to sort, which the other jobs' sizes go by.
 */
public final class LargerThanMemory {
  private static final int MAPS = 2;
  private static final int REDUCES = 2;
  private static final int ROUNDS = 3;

  private final HeddleContext context;
  private final long scale;

  /** What nobody holds any more leaves the caches. */
  private final List<Object> held = new ArrayList<>();

  private LargerThanMemory(HeddleContext context, long scale) {
    this.context = context;
    this.scale = scale;
  }

  public static void main(String[] args) {
    try (HeddleContext context = HeddleContext.builder().appName("larger").getOrCreate()) {
      LargerThanMemory jobs = new LargerThanMemory(context, 1000 * Long.parseLong(args[0]));
      jobs.sort();
      jobs.countWords();
      jobs.aggregate();
      jobs.group();
      jobs.join();
      jobs.cache();
      jobs.pageRank();
    }
  }

  /** What a partition of sorted pairs shows. */
  private record Sorted(String first, String last, long count, long sum, boolean inOrder)
      implements java.io.Serializable {
    static Sorted of(Iterator<Pair<String, String>> pairs) {
      String first = null;
      String last = null;
      long count = 0;
      long sum = 0;
      boolean inOrder = true;
      while (pairs.hasNext()) {
        Pair<String, String> pair = pairs.next();
        first = first == null ? pair.key() : first;
        inOrder &= last == null || last.compareTo(pair.key()) <= 0;
        last = pair.key();
        count++;
        sum += pair.hashCode();
      }
      return new Sorted(first, last, count, sum, inOrder);
    }
  }

  private void sort() {
    List<Sorted> parts =
        numbers(scale)
            .mapToPair(LargerThanMemory::record)
            .sortByKey(true, MAPS)
            .mapPartitions(pairs -> List.of(Sorted.of(pairs)).iterator())
            .collect();
    String last = "";
    long count = 0;
    long sum = 0;
    for (Sorted part : parts) {
      check(
          "sorted", part.inOrder() && (part.first() == null || last.compareTo(part.first()) <= 0));
      last = part.last() == null ? last : part.last();
      count += part.count();
      sum += part.sum();
    }
    long expected = 0;
    for (long i = 0; i < scale; i++) {
      expected += record(i).hashCode();
    }
    check("sorted records " + count + " with sum " + sum, count == scale && sum == expected);
  }

  private void countWords() {
    long distinct = scale;
    long wrong =
        numbers(2 * scale)
            .mapToPair(i -> Pair.of(word(i % distinct), 1))
            .reduceByKey(Integer::sum, REDUCES)
            .map(Pair::value)
            .aggregate(0L, (n, count) -> n + (count == 2 ? 1 : 1_000_000_000), Long::sum);
    check("words " + wrong, wrong == distinct);
  }

  private void aggregate() {
    long distinct = scale / 2;
    List<Long> sums =
        numbers(2 * scale)
            .mapToPair(i -> Pair.of(i % distinct, i))
            .aggregateByKey(
                List.of(0L, 0L),
                REDUCES,
                (sum, i) -> List.of(sum.get(0) + 1, sum.get(1) + i),
                (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)))
            .map(pair -> pair.value().get(0) == 4 ? pair.value().get(1) : Long.MIN_VALUE)
            .aggregate(
                List.of(0L, 0L),
                (all, sum) -> List.of(all.get(0) + 1, all.get(1) + sum),
                (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    check("aggregated " + sums, sums.equals(List.of(distinct, scale * (2 * scale - 1))));
  }

  private void group() {
    long distinct = scale / 4;
    List<Long> found =
        numbers(2 * scale)
            .mapToPair(i -> Pair.of(i % distinct, word(i)))
            .groupByKey(REDUCES)
            .map(LargerThanMemory::wrongIn)
            .aggregate(
                List.of(0L, 0L),
                (all, wrong) -> List.of(all.get(0) + 1, all.get(1) + wrong),
                (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    check("groups and wrong values " + found, found.equals(List.of(distinct, 0L)));
  }

  /** Each key has the words of eight numbers that follow from it. */
  private static long wrongIn(Pair<Long, ? extends Iterable<String>> group) {
    List<String> words = new ArrayList<>();
    group.value().forEach(words::add);
    return words.size() == 8 && words.stream().distinct().count() == 8 ? 0 : 1;
  }

  private void join() {
    long half = scale / 2;
    List<Long> found =
        numbers(scale)
            .mapToPair(i -> Pair.of(i, word(i)))
            .join(numbers(scale).mapToPair(i -> Pair.of(i + half, word(i + half))), REDUCES)
            .map(pair -> pair.value().key().equals(pair.value().value()) ? pair.key() : -1L)
            .aggregate(
                List.of(0L, 0L),
                (all, key) -> List.of(all.get(0) + 1, all.get(1) + key),
                (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    long sum = (half + scale - 1) * (scale - half) / 2;
    check("joined " + found, found.equals(List.of(scale - half, sum)));
  }

  private void cache() {
    RDD<String> cached =
        numbers(scale).map(i -> record(i).value()).persist(StorageLevel.MEMORY_AND_DISK);
    held.add(cached);
    long expected = 0;
    for (long i = 0; i < scale; i++) {
      expected += record(i).value().hashCode();
    }
    for (int scan = 0; scan < 2; scan++) {
      long sum = cached.map(s -> (long) s.hashCode()).aggregate(0L, Long::sum, Long::sum);
      check("scan " + scan + " gives " + sum + " for " + expected, sum == expected);
    }
  }

  /** Three rounds over cached links, eight of each page, against the same sums in arrays. */
  private void pageRank() {
    int pages = (int) (scale / 4);
    PairRDD<Long, List<Integer>> links =
        numbers(pages)
            .mapToPair(page -> Pair.of(page, targets(page, pages)))
            .partitionBy(new HashPartitioner(REDUCES))
            .persist(StorageLevel.MEMORY_AND_DISK);
    held.add(links);
    PairRDD<Long, Double> ranks = links.mapValues(targets -> 1.0);
    for (int round = 0; round < ROUNDS; round++) {
      ranks =
          links
              .join(ranks)
              .values()
              .flatMapToPair(LargerThanMemory::shares)
              .reduceByKey(Double::sum, REDUCES)
              .mapValues(sum -> 0.15 + 0.85 * sum);
    }
    double found =
        ranks
            .map(rank -> rank.value() * (1 + rank.key() % 7))
            .aggregate(0.0, Double::sum, Double::sum);
    double expected = weighed(pages);
    check(
        "ranks " + found + " for " + expected,
        Math.abs(found - expected) < 1e-9 * Math.abs(expected));
  }

  private static Iterator<Pair<Long, Double>> shares(Pair<List<Integer>, Double> page) {
    double share = page.value() / page.key().size();
    return page.key().stream().map(target -> Pair.of((long) target, share)).iterator();
  }

  private static List<Integer> targets(long page, int pages) {
    List<Integer> targets = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      targets.add(Math.floorMod(mixed(page * 8 + i), pages));
    }
    return targets;
  }

  /** A page that nothing links to has no rank after a round, as in the job. */
  private static double weighed(int pages) {
    double[] ranks = new double[pages];
    Arrays.fill(ranks, 1.0);
    for (int round = 0; round < ROUNDS; round++) {
      double[] sums = new double[pages];
      for (int page = 0; page < pages; page++) {
        for (int target : targets(page, pages)) {
          sums[target] += ranks[page] / 8;
        }
      }
      for (int page = 0; page < pages; page++) {
        ranks[page] = sums[page] == 0 ? 0 : 0.15 + 0.85 * sums[page];
      }
    }
    double all = 0;
    for (int page = 0; page < pages; page++) {
      all += ranks[page] * (1 + page % 7);
    }
    return all;
  }

  private RDD<Long> numbers(long count) {
    return context.range(0, count, 1, MAPS);
  }

  /** 100 characters that follow from a number: ten to sort by, and others. */
  private static Pair<String, String> record(long i) {
    long mixed = mixed(i);
    char[] key = new char[10];
    for (int at = 0; at < key.length; at++) {
      key[at] = (char) ('a' + (mixed >>> 5 * at & 15));
    }
    char[] value = new char[90];
    for (int at = 0; at < value.length; at++) {
      mixed = mixed * 6364136223846793005L + 1442695040888963407L;
      value[at] = (char) (' ' + (mixed >>> 58));
    }
    return Pair.of(new String(key), new String(value));
  }

  private static String word(long i) {
    return Long.toString(mixed(i), 36);
  }

  private static long mixed(long i) {
    long z = i * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  private static void check(String what, boolean right) {
    if (!right) {
      throw new IllegalStateException("wrong: " + what);
    }
    System.out.println("right: " + what);
  }
}
