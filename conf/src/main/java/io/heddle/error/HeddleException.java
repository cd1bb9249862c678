package io.heddle.error;

import java.util.Objects;

/**
 * A failure a user is told of. Its {@link #getMessage() message} is {@code HDL-nnnn NAME: detail};
 * {@link #userMessage()} adds what to do about it. The same text reaches the terminal, the
 * ResourceManager's diagnostics and the status page.
 */
public final class HeddleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String detail;

  /**
   * @param detail what happened and to what, one sentence without the remedy
   */
  public HeddleException(ErrorCode code, String detail) {
    this(code, detail, null);
  }

  /**
   * @param cause the failure underneath, or null
   */
  public HeddleException(ErrorCode code, String detail, Throwable cause) {
    super(code.label() + ": " + Objects.requireNonNull(detail, "detail"), cause);
    this.code = code;
    this.detail = detail;
  }

  public ErrorCode code() {
    return code;
  }

  /** What happened and to what, without code or remedy. */
  public String detail() {
    return detail;
  }

  /** The message and, on a second line, the remedy. */
  public String userMessage() {
    return getMessage() + System.lineSeparator() + "  " + code.remedy();
  }
}
