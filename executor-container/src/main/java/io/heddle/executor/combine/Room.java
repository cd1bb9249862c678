package io.heddle.executor.combine;

import java.io.IOException;

/** What a table by key is told by its owner. */
public interface Room {
  /**
   * Asks for the table to use {@code bytes} in all.
   *
   * @return whether it may
   */
  boolean fits(long bytes) throws IOException;

  /** The table may not grow: takes its contents, then clears it. */
  void full() throws IOException;
}
