package io.heddle.rdd;

import io.heddle.rdd.closure.CallSite;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs actions in daemon threads of a context, each in the name of the thread that asked for it:
 * its properties, groups and tags. Safe for all threads.
 */
final class AsyncJobs {
  private final JobControl control;
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService pool = Executors.newCachedThreadPool(this::thread);

  AsyncJobs(JobControl control) {
    this.control = control;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "heddle-async-" + threads.getAndIncrement());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins an action.
   *
   * @param eager whether its jobs' results are wanted as they come
   */
  <T> FutureAction<T> start(boolean eager, Supplier<T> action) {
    AsyncCall call = new AsyncCall(CallSite.here(), eager);
    FutureAction<T> future = new FutureAction<>(call);
    Map<String, String> properties = control.copyOfProperties();
    try {
      pool.execute(
          () -> {
            control.enter(call, properties);
            try {
              future.complete(action.get());
            } catch (Throwable e) { // whatever it is, the future's owner is told
              future.completeExceptionally(e);
            } finally {
              control.leave();
            }
          });
    } catch (RejectedExecutionException closed) {
      future.completeExceptionally(closed);
    }
    return future;
  }

  /** No more actions; those under way end by themselves, as their context is closed. */
  void close() {
    pool.shutdown();
  }
}
