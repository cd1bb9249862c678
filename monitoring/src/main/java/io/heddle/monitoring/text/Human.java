package io.heddle.monitoring.text;

import io.heddle.monitoring.store.LocalityCounts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. The same everywhere, whatever the locale. */
public final class Human {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Human() {}

  /** {@code 0 B}, {@code 999 B}, {@code 1.5 KiB}, {@code 128 MiB}: three digits, binary units. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    // 1000, not 1024: "0.98 KiB" is easier to read than "1000 B".
    while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit == 0 ? String.valueOf(bytes) : threeDigits(value)) + " " + UNITS[unit];
  }

  /** As {@link #bytes}, but a dash for none. */
  public static String bytesOrDash(long bytes) {
    return bytes == 0 ? "–" : bytes(bytes);
  }

  /**
   * {@code 0 ms}, {@code 85 ms}, {@code 1.25 s}, {@code 42.1 s}, {@code 3 min 07 s}, {@code 2 h 05
   * min}.
   */
  public static String millis(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 59_950) {
      return threeDigits(millis / 1000.0) + " s";
    }
    long seconds = (millis + 500) / 1000;
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    long minutes = seconds / 60;
    if (minutes < 48 * 60) {
      return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
    return String.format(Locale.ROOT, "%d d %d h", minutes / 1440, minutes % 1440 / 60);
  }

  /** As {@link #millis}, with {@code 350 µs} and {@code 1.25 ms} below 10 ms. */
  public static String nanos(long nanos) {
    if (nanos == 0) {
      return "0 ms";
    }
    if (nanos < 999_500) {
      return (nanos + 500) / 1000 + " µs";
    }
    if (nanos < 10_000_000) {
      return threeDigits(nanos / 1e6) + " ms";
    }
    return millis((nanos + 500_000) / 1_000_000);
  }

  /** {@code 12,345,678}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 node}, {@code 2 nodes}: for words whose plural ends in s. */
  public static String counted(long count, String word) {
    return count(count) + " " + word + (count == 1 ? "" : "s");
  }

  /** As {@link #count}, but a dash for none. */
  public static String countOrDash(long count) {
    return count == 0 ? "–" : count(count);
  }

  /** {@code 2026-01-31 17:05:09}; a dash for 0, which stands for never. */
  public static String time(long millisSinceEpoch, ZoneId zone) {
    return millisSinceEpoch == 0
        ? "–"
        : TIME.format(Instant.ofEpochMilli(millisSinceEpoch).atZone(zone));
  }

  /**
   * {@code NODE 8 · RACK 1}: of the tasks that wanted to be near data, those that got each level,
   * if any did. Tasks without a wish are told only when no task had one, as {@code none wanted}; a
   * dash when there are no tasks.
   */
  public static String localities(LocalityCounts counts) {
    List<String> parts = new ArrayList<>();
    addLevel(parts, "PROCESS", counts.process());
    addLevel(parts, "NODE", counts.node());
    addLevel(parts, "RACK", counts.rack());
    addLevel(parts, "ANY", counts.any());
    if (parts.isEmpty()) {
      return counts.noPreference() > 0 ? "none wanted" : "–";
    }
    return String.join(" · ", parts);
  }

  private static void addLevel(List<String> parts, String level, long tasks) {
    if (tasks > 0) {
      parts.add(level + " " + count(tasks));
    }
  }

  private static String threeDigits(double value) {
    double size = Math.abs(value);
    String format = size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f";
    String digits = String.format(Locale.ROOT, format, value);
    return digits.replaceAll("\\.0+$", "");
  }
}
