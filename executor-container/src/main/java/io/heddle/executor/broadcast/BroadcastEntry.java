package io.heddle.executor.broadcast;

import io.heddle.rdd.broadcast.BroadcastChunks;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One broadcast on an executor. Fields are guarded by the lock, but for those that are read by
 * whoever comes.
 *
 * <p>States: being fetched (locked) → kept (value and chunks, or value alone) → let go (value as
 * long as some task has it), and from each of them dropped.
 */
final class BroadcastEntry {
  final ReentrantLock lock = new ReentrantLock();
  final BroadcastChunks table;

  /** The value; null when it is not held here. */
  volatile Object value;

  /** What peers may read; null when it is not kept. */
  volatile AtomicReferenceArray<byte[]> chunks;

  volatile boolean dropped;

  WeakReference<Object> letGo = new WeakReference<>(null);
  long valueBytes;
  long chunkBytes;

  BroadcastEntry(BroadcastChunks table) {
    this.table = table;
  }

  long storedBytes() {
    long sum = 0;
    for (int i = 0; i < table.count(); i++) {
      sum += table.storedBytes(i);
    }
    return sum;
  }
}
