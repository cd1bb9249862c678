package io.heddle.hdfs.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds ends of lines eight bytes at a time: a byte of {@code word ^ pattern} is zero where the
 * pattern's byte stands, and the usual carry trick marks the lowest such byte (Mycroft's test, as
 * in H. S. Warren, Hacker's Delight, 6-1).
 */
final class LineScan {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long LF = ONES * '\n';
  private static final long CR = ONES * '\r';

  private LineScan() {}

  /**
   * The index of the first \n or \r from {@code from} on, before {@code limit}; -1 when there is
   * none.
   */
  static int find(byte[] bytes, int from, int limit) {
    int i = from;
    for (; i + 8 <= limit; i += 8) {
      long word = (long) WORDS.get(bytes, i);
      long lf = word ^ LF;
      long cr = word ^ CR;
      long hit = (((lf - ONES) & ~lf) | ((cr - ONES) & ~cr)) & HIGH;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    for (; i < limit; i++) {
      byte b = bytes[i];
      if (b == '\n' || b == '\r') {
        return i;
      }
    }
    return -1;
  }
}
