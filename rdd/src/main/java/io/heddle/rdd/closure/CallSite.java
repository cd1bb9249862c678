package io.heddle.rdd.closure;

import io.heddle.task.EngineClasses;
import java.lang.StackWalker.StackFrame;

/** Where the user's program called the API. */
public final class CallSite {
  private static final String UNKNOWN = "unknown";

  private CallSite() {}

  /** The innermost frame that is not the engine's: {@code WordCount.java:31}. */
  public static String here() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !EngineClasses.isEngine(frame.getClassName()))
                    .findFirst()
                    .map(CallSite::text))
        .orElse(UNKNOWN);
  }

  private static String text(StackFrame frame) {
    String file = frame.getFileName();
    String place = file == null ? frame.getClassName() : file;
    return frame.getLineNumber() > 0 ? place + ":" + frame.getLineNumber() : place;
  }
}
