package io.heddle.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A byte array section being read; little-endian. Used by one thread. Reading past the end throws
 * {@link IndexOutOfBoundsException}.
 */
public final class InputBuffer {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int position;
  private int limit;

  public InputBuffer(byte[] bytes) {
    reset(bytes, 0, bytes.length);
  }

  public InputBuffer(byte[] bytes, int offset, int length) {
    reset(bytes, offset, length);
  }

  /** Starts over on another section; the array stays the caller's. */
  public void reset(byte[] newBytes, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, newBytes.length);
    bytes = newBytes;
    position = offset;
    limit = offset + length;
  }

  public int remaining() {
    return limit - position;
  }

  public byte[] array() {
    return bytes;
  }

  public int position() {
    return position;
  }

  /** Passes over {@code n} bytes and returns where they began in {@link #array()}. */
  public int skip(int n) {
    if (n < 0 || n > limit - position) {
      throw new IndexOutOfBoundsException(n + " bytes wanted, " + remaining() + " left");
    }
    int start = position;
    position += n;
    return start;
  }

  public byte readByte() {
    return bytes[skip(1)];
  }

  public int readInt() {
    return (int) INT.get(bytes, skip(4));
  }

  public long readLong() {
    return (long) LONG.get(bytes, skip(8));
  }

  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = bytes[skip(1)];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a varint of more than 64 bits");
  }

  public long readZigzag() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }
}
