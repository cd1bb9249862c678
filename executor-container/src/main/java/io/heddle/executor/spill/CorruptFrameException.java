package io.heddle.executor.spill;

import java.io.IOException;

/** Bytes that should be frames are not. */
public final class CorruptFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptFrameException(String message) {
    super(message);
  }

  CorruptFrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
