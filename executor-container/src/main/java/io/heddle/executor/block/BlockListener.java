package io.heddle.executor.block;

import io.heddle.rdd.StorageLevel;

/** Is told where blocks are. Called by any thread, without locks; returns quickly. */
@FunctionalInterface
public interface BlockListener {
  /** A block takes so many bytes now; it is gone when both are 0. */
  void changed(BlockId block, StorageLevel level, long memoryBytes, long diskBytes);
}
