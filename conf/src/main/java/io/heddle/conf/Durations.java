package io.heddle.conf;

import java.time.Duration;
import java.util.Locale;

/**
 * The written form of durations: {@code 100ms}, {@code 3s}, {@code 5min}, {@code 2h}, {@code 1d}.
 */
final class Durations {
  private Durations() {}

  /** A bare number counts milliseconds. */
  static Duration parse(String text) {
    String s = text.trim().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < s.length() && Character.isDigit(s.charAt(end))) {
      end++;
    }
    long millis =
        switch (end == 0 ? "none" : s.substring(end).trim()) {
          case "", "ms" -> 1L;
          case "s" -> 1_000L;
          case "m", "min" -> 60_000L;
          case "h" -> 3_600_000L;
          case "d" -> 86_400_000L;
          default ->
              throw new IllegalArgumentException(
                  "expected a duration such as 100ms, 3s or 5min, got '" + text + "'");
        };
    try {
      return Duration.ofMillis(Math.multiplyExact(Long.parseLong(s.substring(0, end)), millis));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("a duration too long to count: '" + text + "'", e);
    }
  }

  /** The largest unit that divides it. */
  static String format(Duration value) {
    long millis = value.toMillis();
    if (millis == 0 || millis % 1_000 != 0) {
      return millis + "ms";
    }
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    return millis % 60_000 == 0 ? millis / 60_000 + "min" : millis / 1_000 + "s";
  }
}
