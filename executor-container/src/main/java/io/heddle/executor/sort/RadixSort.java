package io.heddle.executor.sort;

import io.heddle.executor.memory.ObjectSizes;

/**
 * Sorts numbers, as unsigned, each with an int that goes with it; stable. Long stretches byte by
 * byte from the lowest (H. Hollerith's way, as in Knuth, TAOCP 3, 5.2.5), where bytes that are the
 * same in all are passed over; short ones by insertion.
 */
final class RadixSort {
  private static final int INSERTION = 48;

  private final int[] counts = new int[8 * 256];
  private long[] spareKeys = new long[0];
  private int[] spareValues = new int[0];

  /** Bytes that sorting so many takes beside what is sorted. */
  static long bytes(long length) {
    return ObjectSizes.ofArray(length, Long.BYTES) + ObjectSizes.ofArray(length, Integer.BYTES);
  }

  void sort(long[] keys, int[] values, int from, int to) {
    if (to - from <= INSERTION) {
      insert(keys, values, from, to);
      return;
    }
    if (spareKeys.length < to) {
      spareKeys = new long[to];
      spareValues = new int[to];
    }
    count(keys, from, to);
    boolean inSpare = false;
    for (int b = 0; b < 8; b++) {
      if (isConstant(b, keys[from], to - from)) {
        continue;
      }
      if (inSpare) {
        scatter(b, spareKeys, spareValues, keys, values, from, to);
      } else {
        scatter(b, keys, values, spareKeys, spareValues, from, to);
      }
      inSpare = !inSpare;
    }
    if (inSpare) {
      System.arraycopy(spareKeys, from, keys, from, to - from);
      System.arraycopy(spareValues, from, values, from, to - from);
    }
  }

  /** Lets the memory go that sorting took. */
  void release() {
    spareKeys = new long[0];
    spareValues = new int[0];
  }

  private static void insert(long[] keys, int[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int value = values[i];
      int at = i;
      while (at > from && Long.compareUnsigned(keys[at - 1], key) > 0) {
        keys[at] = keys[at - 1];
        values[at] = values[at - 1];
        at--;
      }
      keys[at] = key;
      values[at] = value;
    }
  }

  private void count(long[] keys, int from, int to) {
    java.util.Arrays.fill(counts, 0);
    for (int i = from; i < to; i++) {
      long key = keys[i];
      for (int b = 0; b < 8; b++) {
        counts[b << 8 | (int) (key >>> (b << 3)) & 0xFF]++;
      }
    }
  }

  private boolean isConstant(int b, long key, int length) {
    return counts[b << 8 | (int) (key >>> (b << 3)) & 0xFF] == length;
  }

  private void scatter(
      int b, long[] keys, int[] values, long[] toKeys, int[] toValues, int from, int to) {
    int[] next = counts;
    int base = b << 8;
    int sum = from;
    for (int i = base; i < base + 256; i++) {
      int n = next[i];
      next[i] = sum;
      sum += n;
    }
    int shift = b << 3;
    for (int i = from; i < to; i++) {
      long key = keys[i];
      int at = next[base | (int) (key >>> shift) & 0xFF]++;
      toKeys[at] = key;
      toValues[at] = values[i];
    }
  }
}
