package io.heddle.hdfs.file;

import java.util.ArrayList;
import java.util.List;

/** The syntax of path lists and patterns, as Hadoop's tools have it. */
public final class PathPattern {
  private PathPattern() {}

  /** Splits a list of paths at its commas; those within braces belong to a pattern. */
  public static List<String> splitList(String paths) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < paths.length(); i++) {
      char c = paths.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(paths.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(paths.substring(start));
    return parts.stream().map(String::trim).filter(part -> !part.isEmpty()).toList();
  }

  /** Whether a text has any of the characters that patterns are made of. */
  static boolean isPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("*?[{".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Writes out the alternatives in braces, innermost first; other wildcards stay. */
  static List<String> expandBraces(String pattern) {
    int close = pattern.indexOf('}');
    int open = close < 0 ? -1 : pattern.lastIndexOf('{', close);
    if (open < 0) {
      return List.of(pattern);
    }
    List<String> expanded = new ArrayList<>();
    for (String choice : pattern.substring(open + 1, close).split(",", -1)) {
      expanded.addAll(
          expandBraces(pattern.substring(0, open) + choice + pattern.substring(close + 1)));
    }
    return expanded;
  }
}
