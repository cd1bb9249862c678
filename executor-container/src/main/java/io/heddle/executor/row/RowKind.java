package io.heddle.executor.row;

import io.heddle.serde.StringAccess;

/**
 * The classes whose values can be kept as words. A value is its <i>form</i>, which tells its
 * length, and its words.
 */
public enum RowKind {
  STRING,
  LONG,
  INTEGER,
  DOUBLE,
  BYTES;

  /** Whether all values take one word. */
  public boolean isNumber() {
    return this == LONG || this == INTEGER || this == DOUBLE;
  }

  /** The kind of a value; null when it can't be kept so. */
  public static RowKind of(Object value) {
    if (value == null) {
      return null;
    }
    Class<?> type = value.getClass();
    if (type == String.class || type == byte[].class) {
      return !StringAccess.AVAILABLE ? null : type == String.class ? STRING : BYTES;
    }
    if (type == Long.class) {
      return LONG;
    }
    if (type == Integer.class) {
      return INTEGER;
    }
    return type == Double.class ? DOUBLE : null;
  }

  /** Whether values of this kind have an order that their words show. */
  public boolean isKey() {
    return this == STRING || this == LONG || this == INTEGER;
  }

  /** What tells the length of a value: twice its bytes, and one where it is a wide string. */
  public int form(Object value) {
    return switch (this) {
      case STRING -> StringAccess.form((String) value, StringAccess.bytes((String) value));
      case BYTES -> ((byte[]) value).length << 1;
      default -> Long.BYTES << 1;
    };
  }

  /** Words of a value of a form. */
  public static int words(int form) {
    return StringAccess.words(form >>> 1);
  }

  /** Writes a value's words. */
  public void write(Object value, long[] words, int at) {
    switch (this) {
      case STRING -> StringAccess.copy(StringAccess.bytes((String) value), words, at);
      case BYTES -> StringAccess.copy((byte[]) value, words, at);
      case DOUBLE -> words[at] = Double.doubleToRawLongBits((Double) value);
      default -> words[at] = ((Number) value).longValue();
    }
  }

  /** The value, made anew. */
  public Object read(int form, long[] words, int at) {
    return switch (this) {
      case STRING -> StringAccess.string(form, words, at);
      case BYTES -> StringAccess.array(form >>> 1, words, at);
      case DOUBLE -> Double.longBitsToDouble(words[at]);
      case LONG -> words[at];
      case INTEGER -> (int) words[at];
    };
  }
}
