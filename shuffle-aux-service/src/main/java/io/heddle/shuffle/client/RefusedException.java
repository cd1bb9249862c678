package io.heddle.shuffle.client;

import java.io.IOException;

/** A connection ended because one side did not accept the other; trying again is of no use. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
