package io.heddle.am;

import sun.misc.Signal;

/** Tells a SIGTERM, which is YARN's, from other ends of the JVM. */
final class TerminationSignal {
  private static final int EXIT_STATUS = 128 + 15;

  private TerminationSignal() {}

  /** Runs the action, and then ends the JVM, when the process is told to terminate. */
  static void onTermination(Runnable action) {
    Signal.handle(
        new Signal("TERM"),
        signal -> {
          action.run();
          System.exit(EXIT_STATUS);
        });
  }
}
