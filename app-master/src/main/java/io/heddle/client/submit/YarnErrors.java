package io.heddle.client.submit;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.net.ConnectException;
import java.util.Locale;

/** YARN's failures in our terms. */
final class YarnErrors {
  private YarnErrors() {}

  /** A conversation with the ResourceManager that went wrong. */
  static HeddleException failed(String what, Exception e) {
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof ConnectException) {
        return new HeddleException(
            ErrorCode.CONNECTION_FAILED, what + ": " + firstLine(cause.getMessage()), e);
      }
      cause = cause.getCause();
    }
    return new HeddleException(ErrorCode.YARN_FAILED, what + ": " + firstLine(e.getMessage()), e);
  }

  /** An application that was not accepted. */
  static HeddleException rejected(String queue, Exception e) {
    String message = firstLine(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("unknown queue") || lower.contains("queue") && lower.contains("not exist")) {
      return new HeddleException(
          ErrorCode.UNKNOWN_QUEUE, "the cluster has no queue '" + queue + "'", e);
    }
    if (lower.contains("queue") && (lower.contains("non-leaf") || lower.contains("not a leaf"))) {
      return new HeddleException(
          ErrorCode.UNKNOWN_QUEUE,
          "the queue '" + queue + "' takes no applications, only its children do: " + message,
          e);
    }
    return new HeddleException(ErrorCode.SUBMISSION_REJECTED, message, e);
  }

  private static String firstLine(String message) {
    if (message == null || message.isBlank()) {
      return "no reason given";
    }
    return message.strip().split("\\R", 2)[0];
  }
}
