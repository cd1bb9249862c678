package io.heddle.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a state of a server that announces it to nobody. */
final class Waiting {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Waiting() {}

  /**
   * Returns as soon as the condition holds, looked at every 10 ms.
   *
   * @param what what is waited for, as the error message says it
   * @throws IOException when it does not hold within two minutes
   */
  static void until(String what, BooleanSupplier condition) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("waited " + LIMIT.toSeconds() + " s, and still not: " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (InterruptedIOException)
            new InterruptedIOException("waiting until " + what).initCause(e);
      }
    }
  }
}
