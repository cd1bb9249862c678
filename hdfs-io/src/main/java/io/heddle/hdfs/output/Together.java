package io.heddle.hdfs.output;

import io.heddle.error.HeddleException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Small calls to a file system, several at a time: each of them waits for the NameNode. */
final class Together {
  private static final int AT_ONCE = 8;

  private Together() {}

  /** What is done with one item. */
  interface Step<T> {
    void on(T item) throws IOException;
  }

  /**
   * Returns when all are done.
   *
   * @throws IOException the first failure in the order of the items
   */
  static <T> void forEach(List<T> items, Step<T> step) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(AT_ONCE, Math.max(1, items.size())));
    try {
      List<Future<?>> all =
          items.stream()
              .<Future<?>>map(
                  item ->
                      threads.submit(
                          () -> {
                            step.on(item);
                            return null;
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof HeddleException told) {
        throw told;
      }
      throw cause instanceof IOException io ? io : new IOException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
