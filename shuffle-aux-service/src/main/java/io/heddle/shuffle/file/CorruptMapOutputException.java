package io.heddle.shuffle.file;

import java.io.IOException;

/** A map output's files are there but are not what their writer wrote. */
public final class CorruptMapOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptMapOutputException(String message) {
    super(message);
  }
}
