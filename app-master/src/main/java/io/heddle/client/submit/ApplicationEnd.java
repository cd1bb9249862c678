package io.heddle.client.submit;

/**
 * How an application ended.
 *
 * @param diagnostics why; empty when there is nothing to say
 */
public record ApplicationEnd(Kind kind, String diagnostics) {
  /** The three ways. */
  public enum Kind {
    SUCCEEDED,
    FAILED,
    KILLED
  }
}
