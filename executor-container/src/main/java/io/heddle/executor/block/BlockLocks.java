package io.heddle.executor.block;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A lock for each block that is being computed. Safe for all threads. */
final class BlockLocks {
  private static final class Counted {
    final ReentrantLock lock = new ReentrantLock();
    int users;
  }

  private final ConcurrentHashMap<BlockId, Counted> locks = new ConcurrentHashMap<>();

  /** Waits until the block is the caller's to compute. */
  void lock(BlockId id) throws InterruptedException {
    Counted counted =
        locks.compute(
            id,
            (key, there) -> {
              Counted entry = there == null ? new Counted() : there;
              entry.users++;
              return entry;
            });
    try {
      counted.lock.lockInterruptibly();
    } catch (InterruptedException e) {
      leave(id);
      throw e;
    }
  }

  void unlock(BlockId id) {
    locks.get(id).lock.unlock();
    leave(id);
  }

  private void leave(BlockId id) {
    locks.computeIfPresent(id, (key, entry) -> --entry.users == 0 ? null : entry);
  }
}
