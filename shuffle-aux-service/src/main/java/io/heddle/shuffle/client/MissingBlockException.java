package io.heddle.shuffle.client;

import java.io.IOException;

/** A peer was reached, and has no block of that name. */
public final class MissingBlockException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingBlockException(String message) {
    super(message);
  }
}
