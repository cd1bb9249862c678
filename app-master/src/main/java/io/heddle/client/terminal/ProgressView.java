package io.heddle.client.terminal;

/** Shows an application's way. Safe for all threads. */
public interface ProgressView {
  void show(Snapshot now);

  /** Prints text of others, whole lines, so that it stands above what is redrawn. */
  void print(String text);

  /** Leaves the terminal as it was found. Nothing is shown after this. */
  void end();

  /** The view that suits a screen. */
  static ProgressView on(Screen screen) {
    return screen.live() ? new LiveProgress(screen) : new PlainProgress(screen);
  }
}
