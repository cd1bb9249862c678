package io.heddle.executor.block;

import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.OffHeapPool;

/** The memories that blocks lie in: the heap's storage side, and the pool outside. */
record StoragePools(MemoryManager heap, OffHeapPool outside) {
  boolean tryAcquire(long bytes, boolean offHeap) {
    return offHeap ? outside.tryAcquire(bytes) : heap.tryAcquireStorage(bytes);
  }

  void release(long bytes, boolean offHeap) {
    if (bytes == 0) {
      return;
    }
    if (offHeap) {
      outside.release(bytes);
    } else {
      heap.releaseStorage(bytes);
    }
  }

  long most(boolean offHeap) {
    return offHeap ? outside.size() : heap.region();
  }
}
