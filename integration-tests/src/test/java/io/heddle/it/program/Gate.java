package io.heddle.it.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A point at which a program waits until the test lets it go on. Gates are files in a directory
 * that both see, as all of an embedded cluster is one machine: {@code NAME.here} says that somebody
 * came, {@code NAME.open} lets everybody through.
 */
final class Gate {
  /** A test that forgets a gate must not leave processes behind. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private static final long LOOK_MILLIS = 20;

  private Gate() {}

  /** Waits at a gate. */
  static void pass(String directory, String name) throws IOException, InterruptedException {
    Path dir = Path.of(directory);
    Path here = dir.resolve(name + ".here");
    if (!Files.exists(here)) {
      Files.writeString(here, "");
    }
    Path open = dir.resolve(name + ".open");
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(open)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nobody opened gate " + name);
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
