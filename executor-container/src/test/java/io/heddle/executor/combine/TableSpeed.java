package io.heddle.executor.combine;

import io.heddle.executor.spill.Rethrow;
import io.heddle.rdd.Pair;
import io.heddle.task.CombineShape;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures inserts into combine tables, by hand: {@code main} prints nanoseconds of processor time
 * a pair for words drawn by Zipf's law from 200,000, each a new String as a line reader makes them.
 */
public final class TableSpeed {
  private static final int DISTINCT = 200_000;
  private static final int WORDS = 4_000_000;
  private static final java.lang.management.ThreadMXBean CPU =
      java.lang.management.ManagementFactory.getThreadMXBean();

  private TableSpeed() {}

  public static void main(String[] arguments) throws Exception {
    byte[][] words = words();
    for (int round = 0; round < 6; round++) {
      long start = CPU.getCurrentThreadCpuTime();
      long sink = 0;
      for (byte[] word : words) {
        sink += new String(word, 0, 0, word.length).length();
      }
      double make = (CPU.getCurrentThreadCpuTime() - start) / (double) WORDS;
      System.out.printf("%nmaking strings %.1f ns (%d)", make, sink);
      measure("INT_SUM", Combiners.ints(CombineShape.INT_SUM), words, 1, make);
      measure("LONG_SUM", Combiners.longs(CombineShape.LONG_SUM), words, 1L, make);
      measure("GENERIC", Combiners.joined(), null, "", make);
      hashMap(words, make);
    }
    System.out.println();
  }

  private static <V> void measure(
      String name,
      io.heddle.task.Combiner<Object, V, ?> combiner,
      byte[][] words,
      V one,
      double make)
      throws Exception {
    if (words == null) {
      return;
    }
    CombineTable table =
        CombineTable.create(
            combiner,
            new Room() {
              @Override
              public boolean fits(long bytes) {
                return true;
              }

              @Override
              public void full() {
                throw new AssertionError();
              }
            });
    Consumer<Pair<Object, V>> sink =
        pair -> {
          try {
            table.add(pair.key(), pair.value());
          } catch (Exception e) {
            throw Rethrow.asIs(e);
          }
        };
    long start = CPU.getCurrentThreadCpuTime();
    for (byte[] word : words) {
      @SuppressWarnings("deprecation")
      String key = new String(word, 0, 0, word.length);
      sink.accept(new Pair<>(key, one));
    }
    double each = (CPU.getCurrentThreadCpuTime() - start) / (double) WORDS;
    System.out.printf("  %s %.1f ns net (%d keys)", name, each - make, table.size());
  }

  private static void hashMap(byte[][] words, double make) {
    java.util.HashMap<String, int[]> map = new java.util.HashMap<>();
    long start = CPU.getCurrentThreadCpuTime();
    for (byte[] word : words) {
      @SuppressWarnings("deprecation")
      String key = new String(word, 0, 0, word.length);
      int[] counter = map.get(key);
      if (counter == null) {
        map.put(key, new int[] {1});
      } else {
        counter[0]++;
      }
    }
    double each = (CPU.getCurrentThreadCpuTime() - start) / (double) WORDS;
    System.out.printf("  HashMap %.1f ns net", each - make);
  }

  private static byte[][] words() {
    Random random = new Random(1);
    double[] cumulative = new double[DISTINCT];
    double sum = 0;
    for (int i = 0; i < DISTINCT; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
    byte[][] vocabulary = new byte[DISTINCT][];
    for (int i = 0; i < DISTINCT; i++) {
      byte[] word = new byte[2 + random.nextInt(8)];
      for (int c = 0; c < word.length; c++) {
        word[c] = (byte) ('a' + random.nextInt(26));
      }
      vocabulary[i] = word;
    }
    byte[][] words = new byte[WORDS][];
    for (int i = 0; i < WORDS; i++) {
      int at = java.util.Arrays.binarySearch(cumulative, random.nextDouble() * sum);
      words[i] = vocabulary[at >= 0 ? at : -at - 1];
    }
    return words;
  }
}
