package io.heddle.conf;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a setting's text becomes a value.
 *
 * @param name shown to users: {@code size}, {@code duration}, {@code int}
 * @param parse throws IllegalArgumentException whose message says what was expected
 * @param format the written form of a value; {@code parse} reads it back
 */
public record SettingType<T>(String name, Function<String, T> parse, Function<T, String> format) {

  public static final SettingType<String> STRING =
      new SettingType<>("string", text -> text, value -> value);

  public static final SettingType<Boolean> BOOLEAN =
      new SettingType<>("boolean", SettingType::parseBoolean, Object::toString);

  /** A number of bytes; a bare number counts bytes. */
  public static final SettingType<DataSize> SIZE =
      new SettingType<>("size", text -> DataSize.parse(text, 1), DataSize::toString);

  /** A number of bytes; a bare number counts mebibytes, as memory options of Hadoop tools do. */
  public static final SettingType<DataSize> MEMORY_SIZE =
      new SettingType<>("size", text -> DataSize.parse(text, 1L << 20), DataSize::toString);

  public static final SettingType<Duration> DURATION =
      new SettingType<>("duration", Durations::parse, Durations::format);

  /** Comma-separated; blanks around items and empty items are dropped. */
  public static final SettingType<List<String>> LIST =
      new SettingType<>("list", SettingType::parseList, value -> String.join(",", value));

  /** A whole number between {@code min} and {@code max}, both included. */
  public static SettingType<Integer> intBetween(int min, int max) {
    return new SettingType<>(
        "int",
        text -> {
          try {
            int value = Integer.parseInt(text.trim());
            if (value >= min && value <= max) {
              return value;
            }
          } catch (NumberFormatException e) {
            // Falls through to the one message for both.
          }
          throw new IllegalArgumentException(
              "expected a whole number "
                  + (max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max)
                  + ", got '"
                  + text
                  + "'");
        },
        Object::toString);
  }

  /** A decimal number between {@code min} and {@code max}, both included. */
  public static SettingType<Double> fractionBetween(double min, double max) {
    return new SettingType<>(
        "fraction",
        text -> {
          try {
            double value = Double.parseDouble(text.trim());
            if (value >= min && value <= max) {
              return value;
            }
          } catch (NumberFormatException e) {
            // Falls through to the one message for both.
          }
          throw new IllegalArgumentException(
              "expected a number from " + min + " to " + max + ", got '" + text + "'");
        },
        Object::toString);
  }

  /** One of an enum's constants, written in lower case. */
  public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
    String choices =
        Arrays.stream(type.getEnumConstants())
            .map(e -> e.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));
    return new SettingType<>(
        choices,
        text -> {
          for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text.trim())) {
              return constant;
            }
          }
          throw new IllegalArgumentException("expected one of " + choices + ", got '" + text + "'");
        },
        e -> e.name().toLowerCase(Locale.ROOT));
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false, got '" + text + "'");
    };
  }

  private static List<String> parseList(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
