package io.heddle.driver.schedule;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Executors that the provider was told to end. Until it says that one has, that one may yet
 * register, having been started meanwhile or having lost its stream: it is sent away, as what it is
 * given would die with it.
 */
final class Releases {
  /** After that, the provider has never heard of it. */
  private static final long FORGET_MILLIS = 120_000;

  private final Books books;
  private final Map<String, Long> released = new LinkedHashMap<>();

  Releases(Books books) {
    this.books = books;
  }

  int size() {
    return released.size();
  }

  /** Has an executor ended. */
  void release(String executorId, String reason) {
    released.put(executorId, books.now);
    books.act(new SchedulerAction.ReleaseExecutor(executorId, reason));
  }

  /**
   * An executor has come.
   *
   * @return whether it has been sent away
   */
  boolean refuses(String executorId) {
    if (!released.containsKey(executorId)) {
      return false;
    }
    release(executorId, "it was released before");
    return true;
  }

  /** Whether the provider was told to end an executor, and has not said that it is gone. */
  boolean isReleased(String executorId) {
    return released.containsKey(executorId);
  }

  /** The provider has said that an executor is gone. */
  void ended(String executorId) {
    released.remove(executorId);
  }

  void tick() {
    released.values().removeIf(since -> books.now - since >= FORGET_MILLIS);
  }
}
