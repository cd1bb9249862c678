package io.heddle.executor.runner;

import io.heddle.protocol.executor.Task;

/**
 * One attempt of a task and how it is told to end: by a flag that its code looks at, and an
 * interrupt for code that waits. Safe for all threads.
 *
 * <p>States: queued → running (a thread is known) → done. A kill before running makes it end at
 * once.
 */
final class TaskAttempt {
  private final Task task;
  private final long launchedAtMillis;
  private volatile String killReason;
  private Thread thread;
  private boolean done;

  TaskAttempt(Task task, long launchedAtMillis) {
    this.task = task;
    this.launchedAtMillis = launchedAtMillis;
  }

  Task task() {
    return task;
  }

  long launchedAtMillis() {
    return launchedAtMillis;
  }

  /** Null as long as nobody wants it to end. */
  String killReason() {
    return killReason;
  }

  synchronized void begin(Thread runner) {
    thread = runner;
  }

  /** The runner's interrupt flag is clean afterwards, and no kill reaches it any more. */
  synchronized void end() {
    thread = null;
    done = true;
    Thread.interrupted();
  }

  synchronized void kill(String reason) {
    if (!done && killReason == null) {
      killReason = reason;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }
}
