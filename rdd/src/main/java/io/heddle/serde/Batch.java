package io.heddle.serde;

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
}
