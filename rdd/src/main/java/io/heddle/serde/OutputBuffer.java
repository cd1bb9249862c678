package io.heddle.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array; little-endian. Used by one thread. */
public final class OutputBuffer {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  public OutputBuffer(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Bytes written since the last {@link #clear}. */
  public int size() {
    return size;
  }

  /** The backing array; valid until the next write. Bytes from 0 to {@link #size()} are set. */
  public byte[] array() {
    return bytes;
  }

  public void clear() {
    size = 0;
  }

  /** Forgets what was written from {@code newSize} on. */
  public void truncate(int newSize) {
    java.util.Objects.checkFromToIndex(0, newSize, size);
    size = newSize;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Makes room for {@code n} more bytes, and gives the array they go into at {@link #size()}. */
  public byte[] ensure(int n) {
    if (bytes.length - size < n) {
      int needed = Math.addExact(size, n);
      bytes =
          Arrays.copyOf(
              bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L)));
    }
    return bytes;
  }

  /** Says that {@code n} bytes were put into the array of {@link #ensure}. */
  public void advance(int n) {
    size += n;
  }

  public void writeByte(int value) {
    ensure(1)[size++] = (byte) value;
  }

  public void writeInt(int value) {
    INT.set(ensure(4), size, value);
    size += 4;
  }

  public void writeLong(long value) {
    LONG.set(ensure(8), size, value);
    size += 8;
  }

  /** Unsigned LEB128. */
  public void writeVarint(long value) {
    byte[] to = ensure(10);
    int at = size;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    size = at;
  }

  /** Small magnitudes of either sign in few bytes. */
  public void writeZigzag(long value) {
    writeVarint((value << 1) ^ (value >> 63));
  }

  public void writeBytes(byte[] from, int offset, int length) {
    System.arraycopy(from, offset, ensure(length), size, length);
    size += length;
  }

  /** Overwrites four bytes that were written before. */
  public void setInt(int position, int value) {
    INT.set(bytes, position, value);
  }
}
