package io.heddle.monitoring.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The parameters of a request. What cannot be understood counts as not given. */
public final class Query {
  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the query part of a URL.
   *
   * @param raw the part of the URL after {@code ?}, still encoded; may be null
   */
  public static Query parse(String raw) {
    Map<String, String> values = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", 50)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          try {
            values.putIfAbsent(
                pair.substring(0, equals),
                URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
          } catch (IllegalArgumentException e) {
            // Broken percent encoding: as if it had not been given.
          }
        }
      }
    }
    return new Query(values);
  }

  /** The number, brought between the bounds; {@code otherwise} when there is none. */
  public int number(String name, int otherwise, int least, int most) {
    try {
      String value = values.get(name);
      return value == null
          ? otherwise
          : (int) Math.max(least, Math.min(most, Long.parseLong(value)));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The constant of that name in any case. */
  public <E extends Enum<E>> E constant(String name, E otherwise) {
    String value = values.getOrDefault(name, "").toUpperCase(Locale.ROOT);
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    return otherwise;
  }
}
