package io.heddle.serde;

/**
 * Encodes batches of values. One instance per thread; get it from {@link SerdeFactory}.
 *
 * <p>A batch is an array section of any objects, nulls among them. Values that are all of one known
 * type (String, Integer, Long, Double, Boolean, byte[], Pair of such …) become one typed column
 * each; anything else goes through the general object serialiser, with class names once per batch.
 */
public interface Serde {
  /**
   * Appends one batch to {@code out}.
   *
   * @param from index of the first value
   * @param to one past the last
   */
  void encode(Object[] values, int from, int to, OutputBuffer out);

  /**
   * Appends one batch of pairs, keys and values given apart, as {@link #encode} does for pairs.
   *
   * @param values an Object[] of values, or a long[], int[] or double[] standing for boxed ones
   */
  void encodePairs(Object[] keys, Object values, int from, int to, OutputBuffer out);

  /**
   * Reads one batch, however it was written.
   *
   * @return the batch's values; pairs stay apart until asked for
   */
  Batch decode(InputBuffer in);

  /** One value by itself, for results. */
  byte[] toBytes(Object value);

  /** Reads what {@link #toBytes} wrote. */
  Object fromBytes(byte[] bytes);

  /**
   * One for the same thread, whose decoded batches do not touch this one's. The two share what is
   * costly to make: the general object serialiser.
   */
  Serde another();
}
