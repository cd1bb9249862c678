package io.heddle.executor.runner;

/**
 * Keeps attempts back while more run than may. Slots pass it each time, and hardly ever wait. Safe
 * for all threads.
 */
final class Gate {
  private static final long LOOK_MILLIS = 100;

  private int most = Integer.MAX_VALUE;
  private int inside;

  synchronized void limit(int atATime) {
    most = atATime;
    notifyAll();
  }

  /** Waits until the attempt may run, or is to end anyway; always followed by {@link #leave}. */
  synchronized void enter(TaskAttempt attempt) {
    inside++;
    while (inside > most && attempt.killReason() == null) {
      inside--;
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        // A late one of the attempt before, or the executor ends, which kills this one too.
      } finally {
        inside++;
      }
    }
  }

  synchronized void leave() {
    inside--;
    notifyAll();
  }
}
