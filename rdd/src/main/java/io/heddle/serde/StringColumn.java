package io.heddle.serde;

import static io.heddle.serde.BatchFormat.MIXED;
import static io.heddle.serde.BatchFormat.STRING;
import static io.heddle.serde.BatchFormat.corrupt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Strings: all lengths, then all characters; the tag is written too, as it depends on them. */
final class StringColumn {
  private static final VarHandle CHAR =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);

  private StringColumn() {}

  static void encode(Object[] values, int from, int to, OutputBuffer out) {
    int start = out.size();
    out.writeByte(STRING);
    long chars = 0;
    for (int i = from; i < to; i++) {
      int length = ((String) values[i]).length();
      out.writeVarint(length);
      chars += length;
    }
    byte[] bytes = out.ensure(Math.toIntExact(chars));
    int at = out.size();
    for (int i = from; i < to; i++) {
      String s = (String) values[i];
      if (!narrow(s, bytes, at)) {
        out.truncate(start);
        encodeMixed(values, from, to, out);
        return;
      }
      at += s.length();
    }
    out.advance((int) chars);
  }

  /** Writes one byte a char; false when a char does not fit. */
  private static boolean narrow(String s, byte[] to, int at) {
    if (StringAccess.AVAILABLE) {
      byte[] from = StringAccess.bytes(s);
      System.arraycopy(from, 0, to, at, Math.min(from.length, s.length()));
      return !StringAccess.isWide(s);
    }
    int all = 0;
    for (int i = 0, length = s.length(); i < length; i++) {
      char c = s.charAt(i);
      to[at + i] = (byte) c;
      all |= c;
    }
    return all <= 0xFF;
  }

  private static void encodeMixed(Object[] values, int from, int to, OutputBuffer out) {
    out.writeByte(MIXED);
    boolean[] wide = new boolean[to - from];
    for (int i = from; i < to; i++) {
      String s = (String) values[i];
      wide[i - from] = isWide(s);
      out.writeVarint(((long) s.length() << 1) | (wide[i - from] ? 1 : 0));
    }
    for (int i = from; i < to; i++) {
      String s = (String) values[i];
      if (wide[i - from]) {
        int length = Math.multiplyExact(s.length(), 2);
        byte[] bytes = out.ensure(length);
        for (int c = 0, at = out.size(); c < s.length(); c++, at += 2) {
          CHAR.set(bytes, at, s.charAt(c));
        }
        out.advance(length);
      } else {
        narrow(s, out.ensure(s.length()), out.size());
        out.advance(s.length());
      }
    }
  }

  private static boolean isWide(String s) {
    if (StringAccess.AVAILABLE) {
      return StringAccess.isWide(s);
    }
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  static Object[] decode(int n, InputBuffer in) {
    int[] lengths = lengths(n, in);
    Object[] values = new Object[n];
    byte[] bytes = in.array();
    for (int i = 0; i < n; i++) {
      int length = lengths[i];
      values[i] = new String(bytes, in.skip(length), length, StandardCharsets.ISO_8859_1);
    }
    return values;
  }

  static Object[] decodeMixed(int n, InputBuffer in) {
    int[] lengths = lengths(n, in);
    Object[] values = new Object[n];
    byte[] bytes = in.array();
    char[] chars = new char[0];
    for (int i = 0; i < n; i++) {
      int length = lengths[i] >>> 1;
      if ((lengths[i] & 1) == 0) {
        values[i] = new String(bytes, in.skip(length), length, StandardCharsets.ISO_8859_1);
        continue;
      }
      if (length > in.remaining() / 2) {
        throw corrupt(length + " chars in " + in.remaining() + " bytes");
      }
      int at = in.skip(length * 2);
      if (chars.length < length) {
        chars = new char[Math.max(length, 64)];
      }
      for (int c = 0; c < length; c++) {
        chars[c] = (char) CHAR.get(bytes, at + 2 * c);
      }
      values[i] = new String(chars, 0, length);
    }
    return values;
  }

  /** Reads n lengths of at most 31 bits; their sum is not checked. */
  static int[] lengths(int n, InputBuffer in) {
    if (n > in.remaining()) {
      throw corrupt(n + " lengths in " + in.remaining() + " bytes");
    }
    int[] lengths = new int[n];
    for (int i = 0; i < n; i++) {
      long length = in.readVarint();
      if (length < 0 || length > Integer.MAX_VALUE) {
        throw corrupt("a length of " + length);
      }
      lengths[i] = (int) length;
    }
    return lengths;
  }
}
