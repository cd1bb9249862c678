package io.heddle.rdd;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An action that is under way. {@link #cancel} stops its jobs and their running tasks; a future
 * that is cancelled throws {@link java.util.concurrent.CancellationException} from {@code get}, one
 * whose job failed {@link java.util.concurrent.ExecutionException} with the {@code
 * HeddleException}. Safe for all threads.
 */
public final class FutureAction<T> extends CompletableFuture<T> {
  private final AsyncCall call;

  FutureAction(AsyncCall call) {
    this.call = call;
  }

  /** The numbers of the jobs that it has submitted so far. */
  public List<Integer> jobIds() {
    return call.jobIds();
  }

  /**
   * Stops the action if it has not ended.
   *
   * @param mayInterruptIfRunning has no effect: running tasks are interrupted either way
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean now = super.cancel(mayInterruptIfRunning);
    if (now) {
      call.cancel("its future was cancelled");
    }
    return now;
  }

  /** Stages made from this one are plain futures: cancelling them does not stop the action. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
