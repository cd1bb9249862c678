package io.heddle.executor.row;

import io.heddle.executor.memory.ObjectSizes;
import java.util.Arrays;

/** Objects of any class, and null; one in a few is measured, and stands for the others. */
final class ObjectColumn extends ValueColumn {
  private static final int MEASURE_EVERY = 16;

  private Object[] values = new Object[FIRST_CAPACITY];
  private long valueBytes;
  private long lastBytes;

  @Override
  boolean accepts(Object value) {
    return true;
  }

  @Override
  public long bytes() {
    return ObjectSizes.ofReferences(values.length) + valueBytes;
  }

  @Override
  public long growth(Object value) {
    measure(value);
    return lastBytes + (size < values.length ? 0 : ObjectSizes.ofReferences(2L * size));
  }

  private void measure(Object value) {
    if ((size & (MEASURE_EVERY - 1)) == 0 || size < MEASURE_EVERY) {
      lastBytes = ObjectSizes.of(value);
    }
  }

  @Override
  public void add(Object value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    measure(value);
    valueBytes += lastBytes;
    values[size++] = value;
  }

  @Override
  public Object get(int row) {
    return values[row];
  }
}
