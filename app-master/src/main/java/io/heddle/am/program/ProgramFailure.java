package io.heddle.am.program;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Optional;

/** What a user is told of an exception that left {@code main}. */
final class ProgramFailure {
  /** The name of {@link io.heddle.task.UserClassLoader}, which stack frames carry. */
  private static final String USER_LOADER = "heddle-user";

  private static final int LONGEST_CHAIN = 100;

  private ProgramFailure() {}

  /**
   * The engine's own error where there is one in the chain of causes, since it says best what
   * happened; else USER_CODE_FAILED with class, message and the first frame of the user's code.
   */
  static HeddleException of(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
      if (cause instanceof HeddleException known) {
        return known;
      }
      cause = cause.getCause();
    }
    StringBuilder detail = new StringBuilder(thrown.getClass().getName());
    if (thrown.getMessage() != null) {
      detail.append(": ").append(thrown.getMessage());
    }
    firstUserFrame(thrown).ifPresent(frame -> detail.append(" at ").append(frame));
    Throwable root = rootOf(thrown);
    if (root != thrown) {
      detail.append("; caused by ").append(root);
      firstUserFrame(root).ifPresent(frame -> detail.append(" at ").append(frame));
    }
    return new HeddleException(ErrorCode.USER_CODE_FAILED, detail.toString(), thrown);
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; root.getCause() != null && i < LONGEST_CHAIN; i++) {
      root = root.getCause();
    }
    return root;
  }

  private static Optional<String> firstUserFrame(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (USER_LOADER.equals(frame.getClassLoaderName())) {
        return Optional.of(
            frame.getClassName()
                + "."
                + frame.getMethodName()
                + "("
                + frame.getFileName()
                + ":"
                + frame.getLineNumber()
                + ")");
      }
    }
    return Optional.empty();
  }
}
