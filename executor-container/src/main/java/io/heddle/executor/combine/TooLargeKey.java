package io.heddle.executor.combine;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;

/** The error of a key that cannot be divided, and is too large as it is. */
public final class TooLargeKey {
  private static final int MOST_CHARS = 100;

  private TooLargeKey() {}

  /**
   * An OUT_OF_MEMORY that names the key.
   *
   * @param what of the key is too large: "the values of one key take"
   * @param regionBytes all that it could have had
   */
  public static HeddleException of(Object key, String what, long regionBytes) {
    return new HeddleException(
        ErrorCode.OUT_OF_MEMORY,
        what
            + " more than all the "
            + (regionBytes >> 10)
            + " KiB that tasks and cache of an executor share (key: "
            + shown(key)
            + ")");
  }

  private static String shown(Object key) {
    String text = String.valueOf(key);
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "...";
  }
}
