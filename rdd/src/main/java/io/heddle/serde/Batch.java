package io.heddle.serde;

import io.heddle.rdd.Pair;

/**
 * A decoded batch. Its arrays may be reused by the next {@link Serde#decode} of the same serde; the
 * values in them are the caller's.
 *
 * @param size number of values
 * @param values when the values are not pairs; else null
 * @param keys when they are pairs; else null
 * @param pairValues when they are pairs: Object[], or long[] (Long), int[] (Integer), double[]
 *     (Double) where none is null; else null
 */
@SuppressWarnings("ArrayRecordComponent") // vectors, whose identity is documented above
public record Batch(int size, Object[] values, Object[] keys, Object pairValues) {
  public boolean isPairs() {
    return keys != null;
  }

  /** A value by itself, put together where the batch holds pairs. */
  public Object value(int i) {
    return keys == null ? values[i] : new Pair<>(keys[i], pairValue(i));
  }

  /** The value of a pair, boxed. */
  public Object pairValue(int i) {
    if (pairValues instanceof Object[] objects) {
      return objects[i];
    }
    if (pairValues instanceof long[] longs) {
      return longs[i];
    }
    if (pairValues instanceof int[] ints) {
      return ints[i];
    }
    return ((double[]) pairValues)[i];
  }
}
