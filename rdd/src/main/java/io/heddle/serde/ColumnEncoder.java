package io.heddle.serde;

import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes columns as {@link BatchFormat} says, the tag by the values' class. Used by one thread. */
final class ColumnEncoder {
  private final ObjectCodec objects;
  private int depth;
  private int freeValues;

  ColumnEncoder(ObjectCodec objects) {
    this.objects = objects;
  }

  /** To be called before each batch. */
  void begin() {
    depth = 0;
    freeValues = BatchFormat.MAX_FREE_VALUES;
  }

  void column(Object[] values, int from, int to, OutputBuffer out) {
    int n = to - from;
    int nulls = 0;
    Class<?> type = null;
    boolean mixed = false;
    for (int i = from; i < to; i++) {
      Object value = values[i];
      if (value == null) {
        nulls++;
      } else if (type == null) {
        type = value.getClass();
      } else if (value.getClass() != type) {
        mixed = true;
      }
    }
    if (nulls == n && takeFree(n)) {
      out.writeByte(BatchFormat.NULLS);
    } else if (nulls > 0) {
      nullable(values, from, to, n - nulls, mixed ? null : type, out);
    } else {
      typed(mixed ? null : type, values, from, to, out);
    }
  }

  private boolean takeFree(int n) {
    if (n > freeValues) {
      return false;
    }
    freeValues -= n;
    return true;
  }

  private void nullable(
      Object[] values, int from, int to, int present, Class<?> type, OutputBuffer out) {
    out.writeByte(BatchFormat.NULLABLE);
    int bits = Bitmaps.reserve(to - from, out);
    Object[] dense = new Object[present];
    int at = 0;
    for (int i = from; i < to; i++) {
      if (values[i] != null) {
        Bitmaps.set(out.array(), bits, i - from);
        dense[at++] = values[i];
      }
    }
    if (present == 0) {
      out.writeByte(BatchFormat.NULLS);
    } else {
      typed(type, dense, 0, present, out);
    }
  }

  /** A column without nulls and with at least one value; type is null when there are several. */
  private void typed(Class<?> type, Object[] values, int from, int to, OutputBuffer out) {
    if (type == String.class) {
      StringColumn.encode(values, from, to, out);
    } else if (type == Integer.class) {
      long[] numbers = new long[to - from];
      for (int i = from; i < to; i++) {
        numbers[i - from] = (Integer) values[i];
      }
      numbers(BatchFormat.INT, numbers, out);
    } else if (type == Long.class) {
      long[] numbers = new long[to - from];
      for (int i = from; i < to; i++) {
        numbers[i - from] = (Long) values[i];
      }
      numbers(BatchFormat.LONG, numbers, out);
    } else if (type == Double.class) {
      double[] numbers = new double[to - from];
      for (int i = from; i < to; i++) {
        numbers[i - from] = (Double) values[i];
      }
      doubles(numbers, 0, numbers.length, out);
    } else if (type == Boolean.class) {
      booleans(values, from, to, out);
    } else if (type == byte[].class) {
      bytes(values, from, to, out);
    } else if (type == Pair.class && depth < BatchFormat.MAX_DEPTH) {
      pairs(values, from, to, out);
    } else if (type == ArrayList.class && depth < BatchFormat.MAX_DEPTH) {
      lists(values, from, to, out);
    } else if (type == Optional.class && depth < BatchFormat.MAX_DEPTH) {
      optionals(values, from, to, out);
    } else {
      out.writeByte(BatchFormat.OBJECTS);
      objects.encode(Arrays.copyOfRange(values, from, to), out);
    }
  }

  /** INT or LONG. */
  void numbers(int tag, long[] values, OutputBuffer out) {
    int n = values.length;
    if (n > 1 && allEqual(values) && takeFree(n)) {
      out.writeByte(BatchFormat.CONSTANT);
      n = 1;
    }
    out.writeByte(tag);
    NumberColumn.encode(values, n, out);
  }

  private static boolean allEqual(long[] values) {
    for (long value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  void doubles(double[] values, int from, int to, OutputBuffer out) {
    int end = to;
    if (to - from > 1 && allEqual(values, from, to) && takeFree(to - from)) {
      out.writeByte(BatchFormat.CONSTANT);
      end = from + 1;
    }
    out.writeByte(BatchFormat.DOUBLE);
    out.ensure(Math.multiplyExact(end - from, 8));
    for (int i = from; i < end; i++) {
      out.writeLong(Double.doubleToRawLongBits(values[i]));
    }
  }

  private static boolean allEqual(double[] values, int from, int to) {
    long first = Double.doubleToRawLongBits(values[from]);
    for (int i = from; i < to; i++) {
      if (Double.doubleToRawLongBits(values[i]) != first) {
        return false;
      }
    }
    return true;
  }

  private static void booleans(Object[] values, int from, int to, OutputBuffer out) {
    out.writeByte(BatchFormat.BOOLEAN);
    int bits = Bitmaps.reserve(to - from, out);
    for (int i = from; i < to; i++) {
      if ((Boolean) values[i]) {
        Bitmaps.set(out.array(), bits, i - from);
      }
    }
  }

  private static void bytes(Object[] values, int from, int to, OutputBuffer out) {
    out.writeByte(BatchFormat.BYTES);
    for (int i = from; i < to; i++) {
      out.writeVarint(((byte[]) values[i]).length);
    }
    for (int i = from; i < to; i++) {
      byte[] value = (byte[]) values[i];
      out.writeBytes(value, 0, value.length);
    }
  }

  private void pairs(Object[] values, int from, int to, OutputBuffer out) {
    Object[] keys = new Object[to - from];
    Object[] seconds = new Object[to - from];
    for (int i = from; i < to; i++) {
      Pair<?, ?> pair = (Pair<?, ?>) values[i];
      keys[i - from] = pair.key();
      seconds[i - from] = pair.value();
    }
    out.writeByte(BatchFormat.PAIR);
    depth++;
    column(keys, 0, keys.length, out);
    column(seconds, 0, seconds.length, out);
    depth--;
  }

  private void lists(Object[] values, int from, int to, OutputBuffer out) {
    out.writeByte(BatchFormat.LIST);
    long total = 0;
    for (int i = from; i < to; i++) {
      int size = ((List<?>) values[i]).size();
      out.writeVarint(size);
      total += size;
    }
    Object[] elements = new Object[Math.toIntExact(total)];
    int at = 0;
    for (int i = from; i < to; i++) {
      for (Object element : (List<?>) values[i]) {
        elements[at++] = element;
      }
    }
    depth++;
    column(elements, 0, elements.length, out);
    depth--;
  }

  private void optionals(Object[] values, int from, int to, OutputBuffer out) {
    out.writeByte(BatchFormat.OPTIONAL);
    int bits = Bitmaps.reserve(to - from, out);
    Object[] present = new Object[to - from];
    int at = 0;
    for (int i = from; i < to; i++) {
      Optional<?> value = (Optional<?>) values[i];
      if (value.isPresent()) {
        Bitmaps.set(out.array(), bits, i - from);
        present[at++] = value.get();
      }
    }
    depth++;
    column(present, 0, at, out);
    depth--;
  }
}
