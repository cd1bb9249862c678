package io.heddle.benchmarks.micro;

import java.util.SplittableRandom;

/**
 * Texts that are made anew each time they are asked for, from one array of bytes, as a reader of
 * lines makes them.
 */
final class Words {
  /** Bytes of each. */
  static final int LENGTH = 9;

  private final byte[] bytes;
  private final int[] order;

  private Words(byte[] bytes, int[] order) {
    this.bytes = bytes;
    this.order = order;
  }

  /** Each of so many distinct words once, in random order. */
  static Words each(int distinct) {
    SplittableRandom random = new SplittableRandom(1);
    int[] order = new int[distinct];
    for (int i = 0; i < distinct; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return new Words(spelled(distinct), order);
  }

  /** Draws by Zipf's law. */
  static Words zipf(int distinct, int draws) {
    SplittableRandom random = new SplittableRandom(2);
    double[] cumulative = new double[distinct];
    double sum = 0;
    for (int i = 0; i < distinct; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
    int[] order = new int[draws];
    for (int i = 0; i < draws; i++) {
      int at = java.util.Arrays.binarySearch(cumulative, random.nextDouble() * sum);
      order[i] = at >= 0 ? at : -at - 1;
    }
    return new Words(spelled(distinct), order);
  }

  private static byte[] spelled(int distinct) {
    byte[] bytes = new byte[distinct * LENGTH];
    for (int i = 0; i < distinct; i++) {
      long code = i * 0x9E3779B97F4A7C15L;
      for (int c = 0; c < LENGTH; c++) {
        bytes[i * LENGTH + c] = (byte) ('a' + (code >>> 5 * c & 15));
      }
      // The last six letters spell the number, so that no two words are alike.
      for (int c = 0, rest = i; c < 6; c++, rest >>>= 4) {
        bytes[i * LENGTH + 3 + c] = (byte) ('a' + (rest & 15));
      }
    }
    return bytes;
  }

  int size() {
    return order.length;
  }

  @SuppressWarnings("deprecation") // the bytes are ASCII, and are not to be decoded
  String word(int i) {
    return new String(bytes, 0, order[i] * LENGTH, LENGTH);
  }

  /** The number of a word, in place of the word. */
  long number(int i) {
    return order[i] * 0x9E3779B1L;
  }
}
