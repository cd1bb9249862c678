package io.heddle.executor.memory;

import java.util.concurrent.atomic.AtomicLong;

/** Counts memory outside of the heap against the size that was set for it. Safe for all threads. */
public final class OffHeapPool {
  private final long size;
  private final AtomicLong used = new AtomicLong();

  /**
   * @param size bytes; 0 when there is none
   */
  public OffHeapPool(long size) {
    this.size = size;
  }

  public long size() {
    return size;
  }

  public long used() {
    return used.get();
  }

  public boolean tryAcquire(long bytes) {
    long before = used.get();
    while (before + bytes <= size) {
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = used.get();
    }
    return false;
  }

  public void release(long bytes) {
    if (used.addAndGet(-bytes) < 0) {
      throw new IllegalStateException("more was given back than was taken");
    }
  }
}
