package io.heddle.executor.runner;

import io.heddle.executor.block.BlockId;
import io.heddle.executor.block.RemoteBlocks;
import io.heddle.executor.peer.Peers;
import io.heddle.protocol.executor.HeldBlock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The blocks of which a task was told who holds them. */
record HeldElsewhere(List<HeldBlock> held, Peers peers) implements RemoteBlocks {
  /** Frames are hardly ever longer than what the holder counts for them; small ones may be. */
  private static final long MARGIN_BYTES = 64 * 1024;

  private HeldBlock find(BlockId id) {
    for (HeldBlock each : held) {
      if (each.getRddId() == id.rddId() && each.getPartition() == id.partition()) {
        return each;
      }
    }
    return null;
  }

  @Override
  public long sizeOf(BlockId id) {
    HeldBlock found = find(id);
    return found == null ? -1 : found.getBytes() + MARGIN_BYTES;
  }

  @Override
  public CompletableFuture<byte[]> read(BlockId id) {
    HeldBlock found = find(id);
    return peers.read(found.getHost(), found.getPort(), id.name(), sizeOf(id));
  }
}
