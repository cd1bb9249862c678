package io.heddle.client.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Standard output as a person sees it.
 *
 * @param live whether it is a terminal, where lines can be redrawn
 * @param columns of the terminal; a sensible width elsewhere
 * @param colour whether colours are wanted
 */
public record Screen(PrintStream out, boolean live, int columns, boolean colour) {
  /**
   * Set by the launcher to {@code true} or {@code false}: whether standard output is a terminal.
   */
  public static final String TERMINAL_PROPERTY = "heddle.terminal";

  private static final int DEFAULT_COLUMNS = 100;
  private static final int TABLE_COLUMNS = 120;

  /** This process's. */
  public static Screen ofProcess() {
    Map<String, String> environment = System.getenv();
    String told = System.getProperty(TERMINAL_PROPERTY, "");
    boolean terminal = told.isEmpty() ? System.console() != null : Boolean.parseBoolean(told);
    boolean live = terminal && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    return new Screen(
        out,
        live,
        live ? askColumns() : DEFAULT_COLUMNS,
        live && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  private static int askColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (stty.waitFor(1, TimeUnit.SECONDS) && size.strip().matches("\\d+ \\d+")) {
        int columns = Integer.parseInt(size.strip().split(" ")[1]);
        return columns >= 20 ? columns : DEFAULT_COLUMNS;
      }
    } catch (IOException e) {
      // Without stty, or without a terminal to ask.
      return DEFAULT_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return DEFAULT_COLUMNS;
  }

  /** What tables should fit into: the terminal; elsewhere what a page of a log shows. */
  public int tableColumns() {
    return live ? columns : TABLE_COLUMNS;
  }

  /** Prints lines and makes them seen. */
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  public void line(String text) {
    out.println(text);
    out.flush();
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String faint(String text) {
    return paint("2", text);
  }

  public String green(String text) {
    return paint("32", text);
  }

  public String red(String text) {
    return paint("31", text);
  }

  public String cyan(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return colour && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
