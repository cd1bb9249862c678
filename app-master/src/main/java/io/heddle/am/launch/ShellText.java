package io.heddle.am.launch;

/**
 * Text in a container's launch script. YARN writes {@code export NAME="value"} and does not escape
 * the value.
 */
public final class ShellText {
  private ShellText() {}

  /** The value with what a shell treats specially within double quotes escaped, {@code $} too. */
  public static String inDoubleQuotes(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c == '`' || c == '$') {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
