package io.heddle.serde;

/** Bytes that are no batch of a version this reader knows, or a damaged one. */
public final class CorruptBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptBatchException(String what) {
    super(what);
  }

  public CorruptBatchException(String what, Throwable cause) {
    super(what, cause);
  }
}
