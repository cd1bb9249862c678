package io.heddle.shuffle.wire;

import java.io.IOException;

/** The other side sent something that the protocol does not allow. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message);
  }
}
