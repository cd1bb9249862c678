package io.heddle.conf;

import java.util.List;
import java.util.Objects;

/**
 * One setting: its key, how its text is read, what holds when nobody sets it, and one sentence of
 * documentation. Declared as a constant in the {@code …Settings} class of its feature, and listed
 * in {@link Settings#all()}.
 *
 * @param key starts with {@code heddle.}
 * @param defaultValue never null; "unset" is an empty string or list
 * @param doc one or two sentences, for the reference page and {@code heddle config}
 * @param since the version that brought it
 * @param sparkKeys keys of Spark's that mean the same and are accepted with a notice
 */
public record Setting<T>(
    String key,
    SettingType<T> type,
    T defaultValue,
    String doc,
    String since,
    List<String> sparkKeys) {

  public Setting {
    if (!key.startsWith("heddle.")) {
      throw new IllegalArgumentException("a key starts with 'heddle.': " + key);
    }
    Objects.requireNonNull(defaultValue, key);
    Objects.requireNonNull(doc, key);
    sparkKeys = List.copyOf(sparkKeys);
  }

  /** A setting of version 0.1. */
  public static <T> Setting<T> of(
      String key, SettingType<T> type, T defaultValue, String doc, String... sparkKeys) {
    return new Setting<>(key, type, defaultValue, doc, "0.1", List.of(sparkKeys));
  }

  /**
   * @throws IllegalArgumentException whose message says what was expected
   */
  public T parse(String text) {
    return type.parse().apply(text);
  }

  /** The default as a user would write it; empty when unset. */
  public String defaultText() {
    return type.format().apply(defaultValue);
  }
}
