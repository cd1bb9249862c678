package io.heddle.shuffle.file;

import java.io.IOException;

/** A local directory cannot be written; the message names it. */
public final class LocalDiskException extends IOException {
  private static final long serialVersionUID = 1L;

  public LocalDiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
