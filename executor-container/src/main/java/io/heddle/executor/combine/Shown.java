package io.heddle.executor.combine;

/** Keys in messages. */
public final class Shown {
  private static final int MOST_CHARS = 100;

  private Shown() {}

  /** A key, cut when it is long. */
  public static String key(Object key) {
    String text = String.valueOf(key);
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "...";
  }
}
