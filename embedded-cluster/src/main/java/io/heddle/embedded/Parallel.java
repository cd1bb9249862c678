package io.heddle.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Starts and stops servers side by side, each on a daemon thread of its own. */
final class Parallel {
  /** An action on one item. */
  interface Action<T> {
    void run(T item) throws Exception;
  }

  private Parallel() {}

  /**
   * Runs the action on every item at once and waits for all to end, also when one fails.
   *
   * @throws IOException the first failure; the others are suppressed in it
   */
  static <T> void run(String threadName, List<T> items, Action<? super T> action)
      throws IOException {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (T item : items) {
      Callable<Void> task =
          () -> {
            action.run(item);
            return null;
          };
      tasks.add(start(threadName, task));
    }
    IOException failure = null;
    for (FutureTask<Void> task : tasks) {
      try {
        join(task);
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  static <V> FutureTask<V> start(String threadName, Callable<V> callable) {
    FutureTask<V> task = new FutureTask<>(callable);
    startThread(threadName, task);
    return task;
  }

  static void startThread(String name, Runnable body) {
    Thread thread = new Thread(body, "embedded-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for a task; its failure comes out as it was when it is an IOException, else as the cause
   * of one.
   */
  static <V> V join(FutureTask<V> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    }
  }
}
