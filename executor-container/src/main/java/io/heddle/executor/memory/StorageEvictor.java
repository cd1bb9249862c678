package io.heddle.executor.memory;

/** Frees storage memory when execution needs it. */
@FunctionalInterface
public interface StorageEvictor {
  /**
   * Gives back storage memory, least recently used first. Called without the manager's lock.
   *
   * @return bytes given back; 0 when nothing can go
   */
  long evict(long bytes);
}
