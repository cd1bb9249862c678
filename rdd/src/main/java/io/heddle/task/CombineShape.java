package io.heddle.task;

/**
 * Folds that combine tables know how to do on primitives. With all but GENERIC, {@code create} is
 * the identity and value and combined value are of the one boxed type named.
 */
public enum CombineShape {
  /** Anything: the functions are called. */
  GENERIC,
  /** java.lang.Integer, with the overflow of {@code int} addition. */
  INT_SUM,
  /** java.lang.Long, with the overflow of {@code long} addition. */
  LONG_SUM,
  /** java.lang.Double. */
  DOUBLE_SUM,
  INT_MIN,
  INT_MAX,
  LONG_MIN,
  LONG_MAX,
  DOUBLE_MIN,
  DOUBLE_MAX
}
