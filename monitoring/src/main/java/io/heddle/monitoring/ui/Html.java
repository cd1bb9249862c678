package io.heddle.monitoring.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes HTML. Texts and attribute values are escaped, always; tags and attribute names are
 * constants of the pages. What is open when {@link #toString} is called is a mistake.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(16 << 10);
  private final Deque<String> open = new ArrayDeque<>();

  Html() {
    out.append("<!DOCTYPE html>\n");
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; one whose value is null is left out
   */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    open.push(tag);
    return this;
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
    out.append('>');
  }

  /** Closes the element opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that has no content and no end. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /** An element with a text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** A table cell. */
  Html cell(String text) {
    return element("td", text);
  }

  /** A table cell, to the right. */
  Html number(String text) {
    return element("td", text, "class", "n");
  }

  /** A link within the pages. */
  Html link(String relative, String text) {
    return element("a", text, "href", relative);
  }

  /** A link to elsewhere; only the text if the address is none of HTTP. */
  Html foreignLink(String url, String text) {
    String scheme = url.toLowerCase(Locale.ROOT);
    return scheme.startsWith("http://") || scheme.startsWith("https://")
        ? element("a", text, "href", url, "rel", "noreferrer")
        : text(text);
  }

  /** The body of a style or script element: a constant, never a text from outside. */
  Html constant(String tag, String content) {
    out.append('<').append(tag).append('>').append(content);
    out.append("</").append(tag).append('>');
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < 0x20 && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
