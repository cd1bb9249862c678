package io.heddle.executor.runner;

import io.heddle.error.HeddleException;
import io.heddle.executor.memory.TaskMemory;
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
  private volatile HeddleException failure;
  private volatile TaskMemory memory;
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

  /** What the attempt is to be reported as failed with, not as killed; null when nothing. */
  HeddleException failure() {
    return failure;
  }

  /** The memory it uses; null before it runs. */
  TaskMemory memory() {
    return memory;
  }

  synchronized void begin(Thread runner, TaskMemory itsMemory) {
    thread = runner;
    memory = itsMemory;
  }

  /** Whether it runs now, and nobody wants it to end. */
  synchronized boolean isRunning() {
    return thread != null && !done && killReason == null;
  }

  /** The runner's interrupt flag is clean afterwards, and no kill reaches it any more. */
  synchronized void end() {
    thread = null;
    done = true;
    Thread.interrupted();
  }

  /** Ends it as failed; returns whether it was still there to be ended. */
  synchronized boolean fail(HeddleException cause) {
    if (done || killReason != null) {
      return false;
    }
    failure = cause;
    kill(cause.detail());
    return true;
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
