package io.heddle.protocol;

import com.google.protobuf.ByteString;

/**
 * The sizes of a map output's partitions, exact, as unsigned LEB128 varints one after the other; a
 * run of n &gt; 0 empty partitions is the byte 0 followed by the varint n. Stateless.
 */
public final class SizeTable {
  private SizeTable() {}

  /** Encodes sizes in bytes, one a reduce partition, none negative. */
  public static ByteString encode(long[] sizes) {
    ByteString.Output out = ByteString.newOutput(sizes.length * 3 + 8);
    for (int i = 0; i < sizes.length; ) {
      if (sizes[i] == 0) {
        int end = i;
        while (end < sizes.length && sizes[end] == 0) {
          end++;
        }
        out.write(0);
        writeVarint(out, end - i);
        i = end;
      } else {
        if (sizes[i] < 0) {
          throw new IllegalArgumentException("a size is not negative: " + sizes[i]);
        }
        writeVarint(out, sizes[i++]);
      }
    }
    return out.toByteString();
  }

  /**
   * @param partitions how many sizes the table holds
   * @throws IllegalArgumentException if the bytes are not such a table
   */
  public static long[] decode(ByteString table, int partitions) {
    long[] sizes = new long[partitions];
    int[] at = {0};
    int i = 0;
    while (i < partitions) {
      long size = readVarint(table, at);
      if (size != 0) {
        sizes[i++] = size;
        continue;
      }
      long run = readVarint(table, at);
      if (run <= 0 || run > partitions - i) {
        throw new IllegalArgumentException("a run of " + run + " empty partitions at " + i);
      }
      i += (int) run;
    }
    if (at[0] != table.size()) {
      throw new IllegalArgumentException("bytes after the last size");
    }
    return sizes;
  }

  private static void writeVarint(ByteString.Output out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long readVarint(ByteString table, int[] at) {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (at[0] >= table.size()) {
        throw new IllegalArgumentException("the table ends within a size");
      }
      byte b = table.byteAt(at[0]++);
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a size of more than 63 bits");
  }
}
