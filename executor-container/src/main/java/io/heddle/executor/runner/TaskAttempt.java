package io.heddle.executor.runner;

import io.heddle.error.HeddleException;
import io.heddle.executor.memory.TaskMemory;
import io.heddle.protocol.executor.Task;
import io.heddle.task.TaskCounters;
import io.heddle.task.TaskCounters.Counter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

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
  private volatile TaskCounters counters;
  private final CompletableFuture<Boolean> commit = new CompletableFuture<>();
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

  /** Records that it has read so far; 0 before it runs. */
  long recordsRead() {
    TaskCounters its = counters;
    return its == null
        ? 0
        : its.value(Counter.INPUT_RECORDS) + its.value(Counter.SHUFFLE_READ_RECORDS);
  }

  synchronized void begin(Thread runner, TaskMemory itsMemory, TaskCounters itsCounters) {
    thread = runner;
    memory = itsMemory;
    counters = itsCounters;
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

  void mayCommit(boolean allowed) {
    commit.complete(allowed);
  }

  /**
   * Waits for the driver's answer.
   *
   * @throws InterruptedException when the attempt is killed meanwhile
   */
  boolean awaitCommit() throws InterruptedException {
    try {
      return commit.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // it is never completed so
    }
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
