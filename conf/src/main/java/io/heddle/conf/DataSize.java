package io.heddle.conf;

import java.util.Locale;

/**
 * A number of bytes. Written as a whole number and a binary unit: {@code 512m}, {@code 1g}, {@code
 * 64k}, {@code 100b}; {@code kb}, {@code KiB} and the like mean the same.
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }

  public static DataSize ofBytes(long bytes) {
    return new DataSize(bytes);
  }

  public static DataSize ofKibibytes(long n) {
    return new DataSize(Math.multiplyExact(n, 1L << 10));
  }

  public static DataSize ofMebibytes(long n) {
    return new DataSize(Math.multiplyExact(n, 1L << 20));
  }

  public static DataSize ofGibibytes(long n) {
    return new DataSize(Math.multiplyExact(n, 1L << 30));
  }

  /**
   * Reads the written form. A number without a unit counts {@code bareUnit} bytes each.
   *
   * @throws IllegalArgumentException if the text is not of that form, or does not fit
   */
  public static DataSize parse(String text, long bareUnit) {
    String s = text.trim().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < s.length() && Character.isDigit(s.charAt(end))) {
      end++;
    }
    if (end == 0) {
      throw new IllegalArgumentException("expected a size such as 512m or 1g, got '" + text + "'");
    }
    long unit =
        switch (s.substring(end).trim()) {
          case "" -> bareUnit;
          case "b" -> 1L;
          case "k", "kb", "kib" -> 1L << 10;
          case "m", "mb", "mib" -> 1L << 20;
          case "g", "gb", "gib" -> 1L << 30;
          case "t", "tb", "tib" -> 1L << 40;
          default ->
              throw new IllegalArgumentException(
                  "expected a size such as 512m or 1g, got '" + text + "'");
        };
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(s.substring(0, end)), unit));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("a size beyond 2^63 bytes: '" + text + "'", e);
    }
  }

  /** Whole mebibytes, rounded up. */
  public long mebibytesRoundedUp() {
    return (bytes + (1L << 20) - 1) >> 20;
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The largest unit that divides it: {@code 64m}, {@code 1500k}. */
  @Override
  public String toString() {
    String units = "bkmgt";
    int unit = 0;
    long n = bytes;
    while (n != 0 && n % 1024 == 0 && unit < units.length() - 1) {
      n /= 1024;
      unit++;
    }
    return n + units.substring(unit, unit + 1);
  }
}
