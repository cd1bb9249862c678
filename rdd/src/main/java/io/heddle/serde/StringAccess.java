package io.heddle.serde;

import java.lang.reflect.Field;
import java.nio.ByteOrder;
import sun.misc.Unsafe;

/**
 * Looks at the characters of strings eight bytes at a time, where they are, without a copy.
 *
 * <p>HotSpot keeps a string as a byte array and a coder: 0 for one byte a character (ISO 8859-1), 1
 * for two. A string that can be narrow is, so equal strings have equal arrays. An array's elements
 * begin and end at multiples of eight bytes, as all objects do, so that reading the last word whole
 * stays within the array's own memory; what lies behind the characters is masked away. Where one of
 * these facts does not hold, {@link #AVAILABLE} is false and nothing else here may be called.
 */
public final class StringAccess {
  private static final Unsafe UNSAFE = unsafe();
  private static final long VALUE = offset("value", byte[].class);
  private static final long CODER = offset("coder", byte.class);
  private static final int BASE = Unsafe.ARRAY_BYTE_BASE_OFFSET;

  /** Whether this JVM lays strings out as described above. */
  public static final boolean AVAILABLE = holds();

  private StringAccess() {}

  private static Unsafe unsafe() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // AVAILABLE says so.
    }
  }

  @SuppressWarnings("deprecation") // there is no other way to a field of a JDK class
  private static long offset(String name, Class<?> type) {
    try {
      Field field = String.class.getDeclaredField(name);
      return UNSAFE != null && field.getType() == type ? UNSAFE.objectFieldOffset(field) : -1;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return -1;
    }
  }

  private static boolean holds() {
    if (VALUE < 0
        || CODER < 0
        || BASE % 8 != 0
        || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      return false;
    }
    String narrow = "abcdefghij";
    String wide = "\u03b1\u03b2";
    return bytes(narrow).length == 10
        && word(bytes(narrow), 1, 10) == ('i' | 'j' << 8)
        && form(narrow, bytes(narrow)) == 10 << 1
        && bytes(wide).length == 4
        && form(wide, bytes(wide)) == (4 << 1 | 1);
  }

  /** The string's own array: never to be written. */
  public static byte[] bytes(String s) {
    return (byte[]) UNSAFE.getObject(s, VALUE);
  }

  /** Tells strings of different length or coder apart: length of the array in bytes, and coder. */
  public static int form(String s, byte[] bytes) {
    return bytes.length << 1 | UNSAFE.getByte(s, CODER);
  }

  /** Whether the string has characters beyond 255. */
  public static boolean isWide(String s) {
    return UNSAFE.getByte(s, CODER) != 0;
  }

  /** Words that {@code length} bytes take. */
  public static int words(int length) {
    return (length + 7) >>> 3;
  }

  /** A whole word, of which all bytes are within the array. */
  public static long word(byte[] bytes, int index) {
    return UNSAFE.getLong(bytes, BASE + ((long) index << 3));
  }

  /**
   * The word with what lies behind {@code length} bytes as zeros; the index is of the last word.
   */
  public static long word(byte[] bytes, int index, int length) {
    return word(bytes, index) & -1L >>> (-length << 3);
  }

  /** Makes a string again of its form and words. */
  @SuppressWarnings("deprecation") // the constructor that takes bytes as narrow characters
  public static String string(int form, long[] words, int from) {
    int length = form >>> 1;
    if ((form & 1) == 0) {
      return new String(array(length, words, from), 0);
    }
    char[] chars = new char[length >>> 1];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (words[from + (i >>> 2)] >>> ((i & 3) << 4));
    }
    return new String(chars);
  }

  /** Copies characters, or any bytes, as words; returns the position behind them. */
  public static int copy(byte[] bytes, long[] target, int from) {
    int length = bytes.length;
    if (length == 0) {
      return from;
    }
    int last = words(length) - 1;
    for (int i = 0; i < last; i++) {
      target[from + i] = word(bytes, i);
    }
    target[from + last] = word(bytes, last, length);
    return from + last + 1;
  }

  /** Makes an array of bytes again of its length and words. */
  public static byte[] array(int length, long[] words, int from) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length >>> 3; i++) {
      UNSAFE.putLong(bytes, BASE + ((long) i << 3), words[from + i]);
    }
    for (int i = length & ~7; i < length; i++) {
      bytes[i] = (byte) (words[from + (i >>> 3)] >>> ((i & 7) << 3));
    }
    return bytes;
  }
}
