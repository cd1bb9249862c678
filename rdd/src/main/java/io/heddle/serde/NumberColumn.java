package io.heddle.serde;

import static io.heddle.serde.BatchFormat.corrupt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whole numbers: {@code width:u8}, then as {@link BatchFormat} says. The width is the least that
 * holds all values, or 0 (zigzag varints) when a few large values would make that wasteful.
 */
final class NumberColumn {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private NumberColumn() {}

  static void encode(long[] values, int n, OutputBuffer out) {
    long magnitudes = 0;
    long varintBytes = 0;
    for (int i = 0; i < n; i++) {
      long v = values[i];
      long zigzag = (v << 1) ^ (v >> 63);
      magnitudes |= zigzag;
      varintBytes += (70 - Long.numberOfLeadingZeros(zigzag | 1)) / 7;
    }
    int bits = 64 - Long.numberOfLeadingZeros(magnitudes);
    int width = bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    if (varintBytes * 2 <= (long) width * n) {
      out.writeByte(0);
      writeVarints(values, n, varintBytes, out);
    } else {
      out.writeByte(width);
      writeFixed(values, n, width, out);
    }
  }

  private static void writeVarints(long[] values, int n, long bytes, OutputBuffer out) {
    out.ensure(Math.toIntExact(bytes));
    for (int i = 0; i < n; i++) {
      out.writeZigzag(values[i]);
    }
  }

  private static void writeFixed(long[] values, int n, int width, OutputBuffer out) {
    byte[] to = out.ensure(Math.multiplyExact(n, width));
    int at = out.size();
    switch (width) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          to[at + i] = (byte) values[i];
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          SHORT.set(to, at + (i << 1), (short) values[i]);
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          INT.set(to, at + (i << 2), (int) values[i]);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          LONG.set(to, at + (i << 3), values[i]);
        }
      }
    }
    out.advance(n * width);
  }

  static long[] decode(int n, InputBuffer in) {
    int width = in.readByte();
    if (width == 0) {
      return readVarints(n, in);
    }
    if (width != 1 && width != 2 && width != 4 && width != 8) {
      throw corrupt("a number column of width " + width);
    }
    return readFixed(n, width, in);
  }

  private static long[] readVarints(int n, InputBuffer in) {
    if (n > in.remaining()) {
      throw corrupt(n + " numbers in " + in.remaining() + " bytes");
    }
    long[] values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = in.readZigzag();
    }
    return values;
  }

  private static long[] readFixed(int n, int width, InputBuffer in) {
    if ((long) n * width > in.remaining()) {
      throw corrupt(n + " numbers of " + width + " bytes in " + in.remaining() + " bytes");
    }
    int at = in.skip(n * width);
    byte[] from = in.array();
    long[] values = new long[n];
    switch (width) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          values[i] = from[at + i];
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          values[i] = (short) SHORT.get(from, at + (i << 1));
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          values[i] = (int) INT.get(from, at + (i << 2));
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          values[i] = (long) LONG.get(from, at + (i << 3));
        }
      }
    }
    return values;
  }
}
