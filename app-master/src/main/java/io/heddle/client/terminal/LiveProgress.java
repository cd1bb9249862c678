package io.heddle.client.terminal;

import java.util.List;

/** A block of lines that is redrawn in place. The last one stays when the application is over. */
final class LiveProgress implements ProgressView {
  private static final String CLEAR_LINE = "\r\033[2K";
  private static final String HIDE_CURSOR = "\033[?25l";
  private static final String SHOW_CURSOR = "\033[?25h";

  private final Screen screen;
  private int drawn;
  private boolean hidden;
  private boolean over;

  LiveProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public synchronized void show(Snapshot now) {
    if (over) {
      return;
    }
    List<String> lines = ProgressLines.of(now, screen);
    StringBuilder text = new StringBuilder();
    if (!hidden) {
      text.append(HIDE_CURSOR);
      hidden = true;
    }
    if (drawn > 0) {
      text.append("\033[").append(drawn).append('A');
    }
    for (String line : lines) {
      text.append(CLEAR_LINE).append(line).append('\n');
    }
    for (int i = lines.size(); i < drawn; i++) {
      text.append(CLEAR_LINE).append('\n');
    }
    if (drawn > lines.size()) {
      text.append("\033[").append(drawn - lines.size()).append('A');
    }
    drawn = lines.size();
    screen.print(text.toString());
  }

  @Override
  public synchronized void print(String text) {
    StringBuilder erase = new StringBuilder();
    if (drawn > 0) {
      erase.append("\033[").append(drawn).append("A\r\033[J");
      drawn = 0;
    }
    screen.print(erase + text);
  }

  @Override
  public synchronized void end() {
    over = true;
    if (hidden) {
      screen.print(SHOW_CURSOR);
      hidden = false;
    }
  }
}
