package io.heddle.am.program;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the calls of {@code System.exit} in a user's classes become: the status is noted, then the
 * JVM ends as asked. A shutdown hook would otherwise have no way to know the status, and with it
 * whether the application succeeded.
 *
 * <p>Calls that are not rewritten ({@code Runtime.exit}, {@code Runtime.halt}, reflection) leave no
 * status; the application then counts as failed.
 */
public final class ProgramExit {
  private static final AtomicReference<Integer> STATUS = new AtomicReference<>();

  private ProgramExit() {}

  /** Takes the place of {@link System#exit}. Called by rewritten classes. */
  public static void exit(int status) {
    STATUS.compareAndSet(null, status);
    System.exit(status);
  }

  /** The status that the program asked for; empty when it did not end the JVM. */
  public static OptionalInt status() {
    Integer status = STATUS.get();
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** The outcome that a status means. */
  public static ProgramOutcome outcome(int status) {
    return status == 0
        ? ProgramOutcome.SUCCESS
        : new ProgramOutcome(
            status,
            Optional.of(
                new HeddleException(
                    ErrorCode.USER_CODE_FAILED, "the program called System.exit(" + status + ")")));
  }
}
