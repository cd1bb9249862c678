package io.heddle.executor.block;

import java.util.concurrent.CompletableFuture;

/** One task's way to blocks that other executors hold. */
public interface RemoteBlocks {
  /** No others. */
  RemoteBlocks NONE =
      new RemoteBlocks() {
        @Override
        public long sizeOf(BlockId id) {
          return -1;
        }

        @Override
        public CompletableFuture<byte[]> read(BlockId id) {
          throw new IllegalStateException("nobody holds " + id);
        }
      };

  /** About how many bytes a block has; -1 when nobody is known to hold it. */
  long sizeOf(BlockId id);

  /** Begins to read a block that somebody holds; the frames of its records. */
  CompletableFuture<byte[]> read(BlockId id);
}
