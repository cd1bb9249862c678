package io.heddle.driver.schedule;

import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.TaskFailed;
import java.util.Locale;

/** What is said about failures. */
final class Failures {
  private Failures() {}

  static String taskName(TaskAttempt attempt) {
    int partition = attempt.stage().spec().partitionOf().applyAsInt(attempt.task());
    return "partition " + partition + " of " + attempt.stage();
  }

  /** {@code java.lang.ArithmeticException: / by zero, at WordCount.java:31}. */
  static String summary(TaskFailed failure) {
    StringBuilder text = new StringBuilder(failure.getErrorClass());
    if (!failure.getMessage().isEmpty()) {
      text.append(text.isEmpty() ? "" : ": ").append(failure.getMessage());
    }
    if (!failure.getUserFrame().isEmpty()) {
      text.append(", at ").append(failure.getUserFrame());
    }
    return text.toString();
  }

  static String summary(FetchFailed failure) {
    return "map output "
        + failure.getMapId()
        + " of shuffle "
        + failure.getShuffleId()
        + (failure.getHost().isEmpty() ? "" : " on " + failure.getHost())
        + " "
        + failure.getReason().toLowerCase(Locale.ROOT)
        + (failure.getMessage().isEmpty() ? "" : ": " + failure.getMessage());
  }

  /** The same for all outputs of a host that cannot be read for the same reason. */
  static String unreadable(FetchFailed failure) {
    return "map outputs "
        + (failure.getHost().isEmpty() ? "" : "on " + failure.getHost() + " ")
        + failure.getReason().toLowerCase(Locale.ROOT);
  }

  /** What a job fails with when one of its tasks has failed for good. */
  static HeddleException ofTask(TaskAttempt attempt, TaskFailed failure, int times) {
    ErrorCode code = ErrorCode.USER_CODE_FAILED;
    for (ErrorCode known : ErrorCode.values()) {
      if (known.number() == failure.getErrorCode()) {
        code = known;
      }
    }
    String detail =
        failure.getErrorCode() == 0
            ? summary(failure)
                + " ("
                + taskName(attempt)
                + (times > 1 ? ", failed " + times + " times" : "")
                + ")"
            : failure.getMessage();
    String trace = failure.getStackTrace();
    return new HeddleException(code, detail, trace.isEmpty() ? null : new RemoteFailure(trace));
  }

  static HeddleException ofExecutor(TaskAttempt attempt, String reason, int times) {
    return new HeddleException(
        ErrorCode.EXECUTORS_KEEP_FAILING,
        taskName(attempt)
            + " was running on executors that died, "
            + times
            + " times; the last: "
            + reason);
  }

  static HeddleException ofFetch(StageState stage, FetchFailed failure) {
    return new HeddleException(
        ErrorCode.SHUFFLE_FETCH_FAILED,
        stage + " could not read what it needs time and again; the last: " + summary(failure));
  }

  /** Carries the stack trace of a failure on an executor, as text. */
  private static final class RemoteFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RemoteFailure(String stackTrace) {
      super(stackTrace, null, false, false);
    }

    @Override
    public String toString() {
      return "on the executor: " + getMessage();
    }
  }
}
