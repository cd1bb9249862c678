package io.heddle.hdfs.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The syntax of path lists and patterns, as Hadoop's tools have it: {@code *} any characters but
 * {@code /}, {@code ?} one, {@code [a-c]} one of these, {@code [^a-c]} one of the others, {@code
 * {a,b/c}} one of these texts, and a backslash before a character that is meant as it is.
 */
public final class PathPattern {
  private static final String SPECIAL = "*?[{\\";

  private PathPattern() {}

  /** Splits a list of paths at its commas; those within braces belong to a pattern. */
  public static List<String> splitList(String paths) {
    return splitAtCommas(paths).stream().map(String::trim).filter(part -> !part.isEmpty()).toList();
  }

  /** Whether a text has any of the characters that patterns are made of. */
  public static boolean isPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The part before the first special character. */
  static String plainPrefix(String pattern) {
    int i = 0;
    while (i < pattern.length() && SPECIAL.indexOf(pattern.charAt(i)) < 0) {
      i++;
    }
    return pattern.substring(0, i);
  }

  /** Writes out the alternatives in braces; other wildcards stay. */
  static List<String> expandBraces(String pattern) {
    int open = -1;
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '{' -> {
          if (depth++ == 0) {
            open = i;
          }
        }
        case '}' -> {
          if (depth > 0 && --depth == 0) {
            return expand(pattern, open, i);
          }
        }
        default -> {}
      }
    }
    return List.of(pattern);
  }

  private static List<String> expand(String pattern, int open, int close) {
    List<String> expanded = new ArrayList<>();
    for (String choice : splitAtCommas(pattern.substring(open + 1, close))) {
      expanded.addAll(
          expandBraces(pattern.substring(0, open) + choice + pattern.substring(close + 1)));
    }
    return expanded;
  }

  private static List<String> splitAtCommas(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /**
   * What matches one name of a path; braces are expanded already.
   *
   * @throws PatternSyntaxException when a {@code [} is not closed
   */
  static Pattern ofName(String pattern) {
    StringBuilder regex = new StringBuilder();
    int bracket = -1;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(quoted(pattern.charAt(++i)));
      } else if (bracket >= 0) {
        boolean ends = c == ']' && i > bracket + 1;
        boolean plain = ends || c == '-' || (c == '^' && i == bracket + 1);
        regex.append(plain ? String.valueOf(c) : quoted(c));
        bracket = ends ? -1 : bracket;
      } else if (c == '[') {
        bracket = i;
        regex.append('[');
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : quoted(c));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Without the backslashes that guard special characters. */
  static String unescaped(String name) {
    return name.replaceAll("\\\\(.)", "$1");
  }

  private static String quoted(char c) {
    return Character.isLetterOrDigit(c) || c > 127 ? String.valueOf(c) : "\\" + c;
  }
}
