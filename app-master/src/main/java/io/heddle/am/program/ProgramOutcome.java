package io.heddle.am.program;

import io.heddle.error.HeddleException;
import java.util.Objects;
import java.util.Optional;

/**
 * How a program ended.
 *
 * @param exitStatus 0 for success; what the program gave to {@code System.exit}, else 1 for failure
 * @param failure why, when it failed
 */
public record ProgramOutcome(int exitStatus, Optional<HeddleException> failure) {
  static final ProgramOutcome SUCCESS = new ProgramOutcome(0, Optional.empty());

  public ProgramOutcome {
    Objects.requireNonNull(failure);
    if (failure.isPresent() == (exitStatus == 0)) {
      throw new IllegalArgumentException("a program fails for a reason");
    }
  }

  /** A failure with exit status 1. */
  public static ProgramOutcome failed(HeddleException failure) {
    return new ProgramOutcome(1, Optional.of(failure));
  }

  public boolean succeeded() {
    return exitStatus == 0;
  }

  /** Why it failed, with what to do about it; empty on success. */
  public String diagnostics() {
    return failure.map(HeddleException::userMessage).orElse("");
  }
}
