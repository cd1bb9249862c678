package io.heddle.examples;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The words of a line: runs of characters that are not ASCII white space. */
final class Words implements Iterator<String> {
  private final String line;
  private int start;

  Words(String line) {
    this.line = line;
    skipSpace(0);
  }

  @Override
  public boolean hasNext() {
    return start < line.length();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int end = start + 1;
    while (end < line.length() && !isSpace(line.charAt(end))) {
      end++;
    }
    String word = line.substring(start, end);
    skipSpace(end);
    return word;
  }

  private void skipSpace(int from) {
    int at = from;
    while (at < line.length() && isSpace(line.charAt(at))) {
      at++;
    }
    start = at;
  }

  /** Space, \t, \n, \u000B, \f, \r. */
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
