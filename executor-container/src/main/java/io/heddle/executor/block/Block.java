package io.heddle.executor.block;

import io.heddle.rdd.StorageLevel;

/**
 * One block of the store: in memory, on disk, or both. Guarded by the store.
 *
 * <p>memory → leaving (being written to disk, still readable) → disk; memory → gone.
 */
final class Block {
  final BlockId id;
  final StorageLevel level;
  MemoryForm memory;
  long memoryBytes;

  /** Which memory it is in. */
  boolean offHeap;

  BlockFile file;
  boolean leaving;
  boolean dropped;

  Block(BlockId id, StorageLevel level) {
    this.id = id;
    this.level = level;
  }

  long diskBytes() {
    return file == null ? 0 : file.bytes();
  }
}
