package io.heddle.monitoring.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps secrets among the settings out of sight. */
final class Secrets {
  private static final Pattern SECRET =
      Pattern.compile(
          "secret|passw|token|credential|private|access\\.?key", Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** The settings by key, values of those whose key speaks of a secret replaced. */
  static Map<String, String> masked(Map<String, String> settings) {
    Map<String, String> shown = new TreeMap<>();
    settings.forEach(
        (key, value) ->
            shown.put(key, SECRET.matcher(key).find() ? "(hidden)" : Text.bounded(value)));
    return java.util.Collections.unmodifiableMap(shown);
  }
}
