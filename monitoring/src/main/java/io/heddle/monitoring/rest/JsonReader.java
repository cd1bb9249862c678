package io.heddle.monitoring.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, longs, doubles, booleans and nulls. Depth is
 * limited, so that no text makes it run out of stack.
 */
final class JsonReader {
  private static final int DEEPEST = 64;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if the text is not one JSON value; the message says where
   */
  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at != text.length()) {
      throw reader.wrong("the end");
    }
    return value;
  }

  private Object value() {
    skipSpace();
    if (++depth > DEEPEST) {
      throw wrong("less depth");
    }
    Object value =
        switch (at < text.length() ? text.charAt(at) : 0) {
          case '{' -> object();
          case '[' -> array();
          case '"' -> string();
          case 't' -> word("true", true);
          case 'f' -> word("false", false);
          case 'n' -> word("null", null);
          default -> number();
        };
    depth--;
    return value;
  }

  private Map<String, Object> object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (taken('}')) {
      return fields;
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      expect(':');
      fields.put(name, value());
      skipSpace();
    } while (taken(','));
    expect('}');
    return fields;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    at++;
    skipSpace();
    if (taken(']')) {
      return items;
    }
    do {
      items.add(value());
      skipSpace();
    } while (taken(','));
    expect(']');
    return items;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < 0x20) {
        break;
      }
      out.append(c == '\\' ? escaped() : c);
    }
    throw wrong("the end of a string");
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw wrong("an escape");
    };
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw wrong("four hexadecimal digits");
      }
      value = value << 4 | digit;
      at++;
    }
    return (char) value;
  }

  private Object number() {
    int start = at;
    boolean fraction = false;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      fraction |= ".eE".indexOf(text.charAt(at)) >= 0;
      at++;
    }
    String digits = text.substring(start, at);
    try {
      if (fraction) {
        return Double.valueOf(digits);
      }
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("a value");
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean taken(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!taken(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException("not JSON: expected " + expected + " at character " + at);
  }
}
