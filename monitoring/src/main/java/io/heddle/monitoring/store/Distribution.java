package io.heddle.monitoring.store;

/**
 * How a number spreads over tasks. Least and greatest are exact, the quartiles within 4 %. All are
 * 0 when {@code count} is.
 */
public record Distribution(
    long count, long min, long lowerQuartile, long median, long upperQuartile, long max) {
  public static final Distribution NONE = new Distribution(0, 0, 0, 0, 0, 0);
}
