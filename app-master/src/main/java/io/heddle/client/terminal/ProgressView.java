package io.heddle.client.terminal;

/** Shows an application's way. One thread. */
public interface ProgressView {
  void show(Snapshot now);

  /** Leaves the terminal as it was found. Nothing is shown after this. */
  void end();

  /** The view that suits a screen. */
  static ProgressView on(Screen screen) {
    return screen.live() ? new LiveProgress(screen) : new PlainProgress(screen);
  }
}
