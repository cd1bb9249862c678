package io.heddle.am.launch;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings in a file. Lines are {@code key=value}, {@code key: value} or {@code key value}; {@code
 * #} begins a comment; the escapes are those of {@link Properties}. Written files have their keys
 * in order, and the same text for the same settings.
 */
public final class SettingsFile {
  private SettingsFile() {}

  /** The settings as text. */
  public static String write(Map<String, String> settings) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(settings).forEach((key, value) -> text.append(line(key, value)).append('\n'));
    return text.toString();
  }

  /**
   * The settings of a file, by key.
   *
   * @throws HeddleException BAD_ARGUMENT when it cannot be read
   */
  public static Map<String, String> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the settings file " + file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the settings file " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The settings of a text.
   *
   * @throws IllegalArgumentException for a malformed escape
   */
  public static Map<String, String> parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((key, value) -> settings.put((String) key, ((String) value).strip()));
    return settings;
  }

  /** One line as {@link Properties} escapes it, without its comment of the date. */
  private static String line(String key, String value) {
    Properties one = new Properties();
    one.setProperty(key, value);
    StringWriter text = new StringWriter();
    try {
      one.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    String[] lines = text.toString().split("\\R");
    return lines[lines.length - 1];
  }
}
