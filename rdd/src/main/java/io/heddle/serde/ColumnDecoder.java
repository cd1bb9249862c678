package io.heddle.serde;

import static io.heddle.serde.BatchFormat.corrupt;

import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads columns as {@link BatchFormat} says. Nothing is allocated for values before the bytes that
 * they need are known to be there. Used by one thread.
 */
final class ColumnDecoder {
  private final ObjectCodec objects;
  private int depth;
  private int freeValues;

  ColumnDecoder(ObjectCodec objects) {
    this.objects = objects;
  }

  /** To be called before each batch. */
  void begin() {
    depth = 0;
    freeValues = BatchFormat.MAX_FREE_VALUES;
  }

  /**
   * Values as long[] (LONG), int[] (INT) or double[] (DOUBLE) where no value is null, or Object[].
   */
  Object unboxed(int n, InputBuffer in) {
    int tag = in.readByte();
    return switch (tag) {
      case BatchFormat.LONG -> NumberColumn.decode(n, in);
      case BatchFormat.INT -> ints(n, in);
      case BatchFormat.DOUBLE -> doubles(n, in);
      case BatchFormat.CONSTANT -> unboxedConstant(n, in);
      default -> boxed(tag, n, in);
    };
  }

  Object[] column(int n, InputBuffer in) {
    return boxed(in.readByte(), n, in);
  }

  private Object[] boxed(int tag, int n, InputBuffer in) {
    return switch (tag) {
      case BatchFormat.NULLS -> nulls(n);
      case BatchFormat.NULLABLE -> nullable(n, in);
      case BatchFormat.CONSTANT -> box(unboxedConstant(n, in));
      case BatchFormat.BOOLEAN -> booleans(n, in);
      case BatchFormat.INT -> box(ints(n, in));
      case BatchFormat.LONG -> box(NumberColumn.decode(n, in));
      case BatchFormat.DOUBLE -> box(doubles(n, in));
      case BatchFormat.STRING -> StringColumn.decode(n, in);
      case BatchFormat.MIXED -> StringColumn.decodeMixed(n, in);
      case BatchFormat.BYTES -> bytes(n, in);
      case BatchFormat.PAIR -> pairs(n, in);
      case BatchFormat.LIST -> lists(n, in);
      case BatchFormat.OPTIONAL -> optionals(n, in);
      case BatchFormat.OBJECTS -> objects.decode(n, in);
      default -> throw corrupt("a column with tag " + tag);
    };
  }

  private void takeFree(int n) {
    if (n > freeValues) {
      throw corrupt("more than " + BatchFormat.MAX_FREE_VALUES + " values without bytes");
    }
    freeValues -= n;
  }

  private Object[] nulls(int n) {
    takeFree(n);
    return new Object[n];
  }

  private Object[] nullable(int n, InputBuffer in) {
    int bits = bitmap(n, in);
    int present = Bitmaps.count(in.array(), bits, n);
    enter();
    Object[] dense = column(present, in);
    depth--;
    Object[] values = new Object[n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      if (Bitmaps.isSet(in.array(), bits, i)) {
        values[i] = dense[at++];
      }
    }
    return values;
  }

  /** Passes over n bits, the last byte's bits past n clear, and returns where they begin. */
  private static int bitmap(int n, InputBuffer in) {
    int length = Bitmaps.bytes(n);
    int start = in.skip(length);
    if ((n & 7) != 0 && (in.array()[start + length - 1] & 0xFF) >>> (n & 7) != 0) {
      throw corrupt("bits are set past the end of a bitmap");
    }
    return start;
  }

  private void enter() {
    if (++depth > 2 * BatchFormat.MAX_DEPTH + 2) {
      throw corrupt("columns are nested too deeply");
    }
  }

  private Object unboxedConstant(int n, InputBuffer in) {
    takeFree(n);
    int tag = in.readByte();
    switch (tag) {
      case BatchFormat.LONG -> {
        long[] values = new long[n];
        Arrays.fill(values, NumberColumn.decode(1, in)[0]);
        return values;
      }
      case BatchFormat.INT -> {
        int[] values = new int[n];
        Arrays.fill(values, ints(1, in)[0]);
        return values;
      }
      case BatchFormat.DOUBLE -> {
        double[] values = new double[n];
        Arrays.fill(values, doubles(1, in)[0]);
        return values;
      }
      default -> throw corrupt("a constant with tag " + tag);
    }
  }

  private static int[] ints(int n, InputBuffer in) {
    long[] wide = NumberColumn.decode(n, in);
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = (int) wide[i];
      if (values[i] != wide[i]) {
        throw corrupt("an int of " + wide[i]);
      }
    }
    return values;
  }

  private static double[] doubles(int n, InputBuffer in) {
    if (n > in.remaining() / 8) {
      throw corrupt(n + " doubles in " + in.remaining() + " bytes");
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = Double.longBitsToDouble(in.readLong());
    }
    return values;
  }

  private static Object[] box(Object numbers) {
    if (numbers instanceof long[] longs) {
      Object[] values = new Object[longs.length];
      for (int i = 0; i < longs.length; i++) {
        values[i] = longs[i];
      }
      return values;
    }
    if (numbers instanceof int[] ints) {
      Object[] values = new Object[ints.length];
      for (int i = 0; i < ints.length; i++) {
        values[i] = ints[i];
      }
      return values;
    }
    double[] doubles = (double[]) numbers;
    Object[] values = new Object[doubles.length];
    for (int i = 0; i < doubles.length; i++) {
      values[i] = doubles[i];
    }
    return values;
  }

  private static Object[] booleans(int n, InputBuffer in) {
    int bits = bitmap(n, in);
    Object[] values = new Object[n];
    for (int i = 0; i < n; i++) {
      values[i] = Bitmaps.isSet(in.array(), bits, i);
    }
    return values;
  }

  private static Object[] bytes(int n, InputBuffer in) {
    int[] lengths = StringColumn.lengths(n, in);
    Object[] values = new Object[n];
    for (int i = 0; i < n; i++) {
      int start = in.skip(lengths[i]);
      values[i] = Arrays.copyOfRange(in.array(), start, start + lengths[i]);
    }
    return values;
  }

  private Object[] pairs(int n, InputBuffer in) {
    enter();
    Object[] keys = column(n, in);
    Object[] values = column(n, in);
    depth--;
    Object[] pairs = new Object[n];
    for (int i = 0; i < n; i++) {
      pairs[i] = new Pair<>(keys[i], values[i]);
    }
    return pairs;
  }

  private Object[] lists(int n, InputBuffer in) {
    int[] lengths = StringColumn.lengths(n, in);
    long total = 0;
    for (int length : lengths) {
      total += length;
    }
    if (total > Integer.MAX_VALUE - 8) {
      throw corrupt("lists of " + total + " elements");
    }
    enter();
    Object[] elements = column((int) total, in);
    depth--;
    Object[] lists = new Object[n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      ArrayList<Object> list = new ArrayList<>(lengths[i]);
      for (int end = at + lengths[i]; at < end; at++) {
        list.add(elements[at]);
      }
      lists[i] = list;
    }
    return lists;
  }

  private Object[] optionals(int n, InputBuffer in) {
    int bits = bitmap(n, in);
    enter();
    Object[] present = column(Bitmaps.count(in.array(), bits, n), in);
    depth--;
    Object[] values = new Object[n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      if (Bitmaps.isSet(in.array(), bits, i)) {
        Object value = present[at++];
        if (value == null) {
          throw corrupt("an Optional of null");
        }
        values[i] = Optional.of(value);
      } else {
        values[i] = Optional.empty();
      }
    }
    return values;
  }
}
