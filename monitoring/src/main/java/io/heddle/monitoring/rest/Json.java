package io.heddle.monitoring.rest;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;

/**
 * Writes records as JSON: a record is an object whose fields are its components in their order, an
 * enum its name, a collection an array, a map with text keys an object, null is null. Numbers that
 * JSON cannot say (NaN, infinity) are null. {@link JsonReader} and {@link JsonRecords} read it
 * back.
 */
final class Json {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Json() {}

  /**
   * @throws IllegalArgumentException for a value of another kind
   */
  static String write(Object value) {
    StringBuilder out = new StringBuilder(1024);
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof CharSequence text) {
      quote(text, out);
    } else if (value instanceof Double number) {
      out.append(Double.isFinite(number) ? number.toString() : "null");
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Enum<?> constant) {
      quote(constant.name(), out);
    } else if (value instanceof Collection<?> items) {
      writeItems(items, out);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else if (value instanceof Record object) {
      writeRecord(object, out);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static void writeItems(Collection<?> items, StringBuilder out) {
    String before = "[";
    for (Object item : items) {
      out.append(before);
      write(item, out);
      before = ",";
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    String before = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(before);
      quote((String) entry.getKey(), out);
      out.append(':');
      write(entry.getValue(), out);
      before = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void writeRecord(Record object, StringBuilder out) {
    String before = "{";
    for (RecordComponent component : JsonRecords.components(object.getClass())) {
      out.append(before);
      quote(component.getName(), out);
      out.append(':');
      try {
        write(component.getAccessor().invoke(object), out);
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("not readable: " + component, e);
      }
      before = ",";
    }
    out.append(before.equals("{") ? "{}" : "}");
  }

  private static void quote(CharSequence text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c < 0x20 || c == 0x2028 || c == 0x2029 || c == '<' || isLoneSurrogate(text, i)) {
        // '<' too, so that the text is harmless even where someone puts it into a page.
        out.append("\\u")
            .append(HEX[c >> 12])
            .append(HEX[c >> 8 & 15])
            .append(HEX[c >> 4 & 15])
            .append(HEX[c & 15]);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isLoneSurrogate(CharSequence text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
