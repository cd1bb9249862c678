package io.heddle.executor;

import java.util.Objects;

/**
 * Why an executor ended.
 *
 * @param reason one sentence, for the log and the driver's events
 */
public record ExecutorEnd(Kind kind, String reason) {
  /** What ended it. */
  public enum Kind {
    /** The driver said {@code Stop}, or its owner closed it. */
    STOPPED,
    /** The stream broke, or never came up, and could not be had again. */
    DRIVER_GONE,
    /** One side did not accept the other's proof, version or name. */
    REFUSED,
    /** It cannot go on: out of memory, or a bug. */
    FAILED
  }

  public ExecutorEnd {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(reason);
  }
}
