package io.heddle.executor.combine;

import java.util.function.IntUnaryOperator;

/** Numbers of keys in the order of their parts; within a part, as they were. */
public final class PartOrder {
  private static final int MOST_IN_CHARS = 1 << 16;

  private final int[] ids;
  private final int[] ends;

  private PartOrder(int[] ids, int[] ends) {
    this.ids = ids;
    this.ends = ends;
  }

  /**
   * Bytes that making one takes for each key, with up to 65,536 parts; to be counted by who fills a
   * table, since it is written when there is no memory left.
   */
  public static final int BYTES_OF_KEY = Integer.BYTES + Character.BYTES;

  /**
   * Orders the numbers from {@code from} to before {@code to}.
   *
   * @param partOf the part of a number, below {@code parts}; asked once for each
   */
  public static PartOrder of(int from, int to, int parts, IntUnaryOperator partOf) {
    int count = to - from;
    int[] ids = new int[count];
    if (parts == 1) {
      for (int i = 0; i < count; i++) {
        ids[i] = from + i;
      }
      return new PartOrder(ids, new int[] {count});
    }
    int[] ends = new int[parts];
    if (parts <= MOST_IN_CHARS) {
      char[] partAt = new char[count];
      for (int i = 0; i < count; i++) {
        int part = partOf.applyAsInt(from + i);
        partAt[i] = (char) part;
        ends[part]++;
      }
      int[] next = starts(ends);
      for (int i = 0; i < count; i++) {
        ids[next[partAt[i]]++] = from + i;
      }
    } else {
      int[] partAt = new int[count];
      for (int i = 0; i < count; i++) {
        partAt[i] = partOf.applyAsInt(from + i);
        ends[partAt[i]]++;
      }
      int[] next = starts(ends);
      for (int i = 0; i < count; i++) {
        ids[next[partAt[i]]++] = from + i;
      }
    }
    return new PartOrder(ids, ends);
  }

  /** Turns counts into ends, and gives where each part begins. */
  private static int[] starts(int[] counts) {
    int[] starts = new int[counts.length];
    int sum = 0;
    for (int part = 0; part < counts.length; part++) {
      starts[part] = sum;
      sum += counts[part];
      counts[part] = sum;
    }
    return starts;
  }

  /** All numbers, part after part. */
  public int[] ids() {
    return ids;
  }

  public int start(int part) {
    return part == 0 ? 0 : ends[part - 1];
  }

  public int end(int part) {
    return ends[part];
  }
}
