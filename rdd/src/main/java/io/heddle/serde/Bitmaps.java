package io.heddle.serde;

/** Sections of one bit a value: bit {@code i % 8} of byte {@code i / 8}. */
final class Bitmaps {
  private Bitmaps() {}

  static int bytes(int n) {
    return (n >>> 3) + ((n & 7) == 0 ? 0 : 1);
  }

  /** Room for n bits, all clear; returns where they begin. The buffer's size is past them. */
  static int reserve(int n, OutputBuffer out) {
    int length = bytes(n);
    byte[] to = out.ensure(length);
    int start = out.size();
    java.util.Arrays.fill(to, start, start + length, (byte) 0);
    out.advance(length);
    return start;
  }

  static void set(byte[] array, int start, int i) {
    array[start + (i >>> 3)] |= (byte) (1 << (i & 7));
  }

  static boolean isSet(byte[] array, int start, int i) {
    return (array[start + (i >>> 3)] & (1 << (i & 7))) != 0;
  }

  /** How many of the n bits are set. */
  static int count(byte[] array, int start, int n) {
    int count = 0;
    for (int at = start, end = start + bytes(n); at < end; at++) {
      count += Integer.bitCount(array[at] & 0xFF);
    }
    return count;
  }
}
