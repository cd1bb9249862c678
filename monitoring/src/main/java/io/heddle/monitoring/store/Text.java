package io.heddle.monitoring.store;

/** Keeps texts from outside at a size that a page can show and memory can hold. */
final class Text {
  private static final int LONGEST = 4000;

  private Text() {}

  static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
