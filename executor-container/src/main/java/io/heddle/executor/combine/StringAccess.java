package io.heddle.executor.combine;

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
final class StringAccess {
  private static final Unsafe UNSAFE = unsafe();
  private static final long VALUE = offset("value", byte[].class);
  private static final long CODER = offset("coder", byte.class);
  private static final int BASE = Unsafe.ARRAY_BYTE_BASE_OFFSET;

  /** Whether this JVM lays strings out as described above. */
  static final boolean AVAILABLE = holds();

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
  static byte[] bytes(String s) {
    return (byte[]) UNSAFE.getObject(s, VALUE);
  }

  /** Tells strings of different length or coder apart: length of the array in bytes, and coder. */
  static int form(String s, byte[] bytes) {
    return bytes.length << 1 | UNSAFE.getByte(s, CODER);
  }

  /** Words that {@code length} bytes take. */
  static int words(int length) {
    return (length + 7) >>> 3;
  }

  /** A whole word, of which all bytes are within the array. */
  static long word(byte[] bytes, int index) {
    return UNSAFE.getLong(bytes, BASE + ((long) index << 3));
  }

  /**
   * The word with what lies behind {@code length} bytes as zeros; the index is of the last word.
   */
  static long word(byte[] bytes, int index, int length) {
    return word(bytes, index) & -1L >>> (-length << 3);
  }

  /** Makes a string again of its form and words. */
  @SuppressWarnings("deprecation") // the constructor that takes bytes as narrow characters
  static String string(int form, long[] words, int from) {
    int length = form >>> 1;
    if ((form & 1) == 0) {
      byte[] bytes = new byte[words(length) << 3];
      for (int i = 0; i < bytes.length; i += 8) {
        UNSAFE.putLong(bytes, BASE + (long) i, words[from + (i >>> 3)]);
      }
      return new String(bytes, 0, 0, length);
    }
    char[] chars = new char[length >>> 1];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (words[from + (i >>> 2)] >>> ((i & 3) << 4));
    }
    return new String(chars);
  }
}
