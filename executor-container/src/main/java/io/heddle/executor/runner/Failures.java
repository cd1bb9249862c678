package io.heddle.executor.runner;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskFailed;
import io.heddle.protocol.executor.TaskKilled;
import io.heddle.shuffle.file.LocalDiskException;
import io.heddle.task.EngineClasses;
import io.heddle.task.FetchFailedException;
import io.heddle.task.TaskKilledException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Set;

/** Says how an attempt failed. Stateless. */
final class Failures {
  /** Errors that another try on another node meets again. */
  private static final Set<ErrorCode> FATAL =
      EnumSet.of(
          ErrorCode.BAD_ARGUMENT,
          ErrorCode.BAD_SETTING,
          ErrorCode.UNKNOWN_SETTING,
          ErrorCode.INPUT_NOT_FOUND,
          ErrorCode.OUTPUT_EXISTS,
          ErrorCode.CLASS_NOT_FOUND,
          ErrorCode.NOT_SERIALIZABLE,
          ErrorCode.ACCUMULATOR_READ_IN_TASK,
          ErrorCode.BROADCAST_DESTROYED,
          ErrorCode.RESULT_TOO_LARGE);

  private static final String[] PLATFORM = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "io.grpc.", "org.apache.hadoop."
  };

  private static final int MAX_TRACE_CHARS = 32 * 1024;
  private static final int MAX_CAUSES = 50;

  private Failures() {}

  /**
   * Sets the outcome.
   *
   * @param killReason why the attempt should end; null when nobody wanted that. Whatever it failed
   *     with is taken for a consequence of it.
   */
  static void report(Throwable failure, String killReason, TaskEnded.Builder ended) {
    FetchFailedException fetch = find(failure, FetchFailedException.class);
    if (killReason != null) {
      ended.setKilled(TaskKilled.newBuilder().setReason(killReason));
    } else if (fetch != null) {
      ended.setFetchFailed(fetchFailed(fetch));
    } else if (failure instanceof TaskKilledException) {
      ended.setKilled(TaskKilled.newBuilder().setReason(text(failure.getMessage())));
    } else {
      ended.setFailed(taskFailed(failure));
    }
  }

  private static FetchFailed fetchFailed(FetchFailedException failure) {
    return FetchFailed.newBuilder()
        .setShuffleId(failure.shuffleId())
        .setMapId(failure.mapId())
        .setMapAttempt(failure.mapAttempt())
        .setEpoch(failure.epoch())
        .setHost(failure.host())
        .setReason(failure.reason().name())
        .setMessage(text(failure.getMessage()))
        .build();
  }

  private static TaskFailed taskFailed(Throwable failure) {
    HeddleException coded = codeOf(failure);
    TaskFailed.Builder failed =
        TaskFailed.newBuilder()
            .setErrorClass(failure.getClass().getName())
            .setMessage(text(failure.getMessage()))
            .setStackTrace(trace(failure))
            .setUserFrame(userFrame(failure));
    if (coded != null) {
      failed
          .setMessage(coded.detail())
          .setErrorCode(coded.code().number())
          .setFatal(FATAL.contains(coded.code()));
    }
    return failed.build();
  }

  /** The coded error that a failure is, or comes from; null when it is the user's own. */
  private static HeddleException codeOf(Throwable failure) {
    HeddleException coded = find(failure, HeddleException.class);
    if (coded != null) {
      return coded;
    }
    if (failure instanceof OutOfMemoryError) {
      return new HeddleException(
          ErrorCode.OUT_OF_MEMORY, "the executor's heap is full: " + failure.getMessage(), failure);
    }
    Throwable missing = find(failure, ClassNotFoundException.class);
    missing = missing == null ? find(failure, NoClassDefFoundError.class) : missing;
    if (missing != null) {
      return new HeddleException(
          ErrorCode.CLASS_NOT_FOUND,
          "an executor does not find the class " + missing.getMessage(),
          failure);
    }
    NotSerializableException closed = find(failure, NotSerializableException.class);
    if (closed != null) {
      return new HeddleException(
          ErrorCode.NOT_SERIALIZABLE, closed.getMessage() + " is not Serializable", failure);
    }
    LocalDiskException disk = find(failure, LocalDiskException.class);
    if (disk != null) {
      return new HeddleException(ErrorCode.DISK_FULL, disk.getMessage(), failure);
    }
    IOException io = find(failure, IOException.class);
    if (io != null && text(io.getMessage()).contains("No space left on device")) {
      return new HeddleException(ErrorCode.DISK_FULL, text(io.getMessage()), failure);
    }
    return null;
  }

  private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < MAX_CAUSES; depth++) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
      each = each.getCause();
    }
    return null;
  }

  /** The first frame of code that is neither the platform's nor the engine's; empty when none. */
  static String userFrame(Throwable failure) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < MAX_CAUSES; depth++) {
      for (StackTraceElement frame : each.getStackTrace()) {
        if (isUsers(frame.getClassName())) {
          return frame.getClassName()
              + "."
              + frame.getMethodName()
              + "("
              + frame.getFileName()
              + ":"
              + frame.getLineNumber()
              + ")";
        }
      }
      each = each.getCause();
    }
    return "";
  }

  private static boolean isUsers(String className) {
    for (String prefix : PLATFORM) {
      if (className.startsWith(prefix)) {
        return false;
      }
    }
    return !EngineClasses.isEngine(className);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.getBuffer().length() <= MAX_TRACE_CHARS
        ? text.toString()
        : text.getBuffer().substring(0, MAX_TRACE_CHARS) + "...";
  }

  private static String text(String message) {
    return message == null ? "" : message;
  }
}
