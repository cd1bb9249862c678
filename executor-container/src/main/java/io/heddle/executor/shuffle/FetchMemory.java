package io.heddle.executor.shuffle;

import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.shuffle.client.FetchLimits;

/**
 * What the blocks of one read take while they are under way or being decoded. How much that may be
 * is settled once, by what is free then, a quarter of the task's share at most; blocks that are
 * large for that are kept in files. Used by the task's thread.
 */
final class FetchMemory extends MemoryConsumer implements AutoCloseable {
  /** Of the task's share. */
  private static final int SHARE = 4;

  /** Blocks that fit beside each other: those under way, and the one that is being decoded. */
  private static final int BLOCKS = 4;

  private final TaskSpace space;
  private final long bytes;

  /**
   * @param mostInFlight by the settings
   * @param allBytes of all blocks that are to be read
   */
  FetchMemory(TaskSpace space, long mostInFlight, long allBytes) {
    super(space.memory());
    this.space = space;
    long wanted = Math.min(Math.min(mostInFlight, allBytes), space.memory().shareBytes() / SHARE);
    while (wanted > FLOOR_BYTES && !growIfFree(wanted)) {
      wanted /= 2;
    }
    bytes = Math.max(wanted, FLOOR_BYTES);
  }

  /** Larger blocks are kept in files. */
  long largestInMemory() {
    return bytes / BLOCKS;
  }

  FetchLimits limits() {
    return new FetchLimits(
        bytes - largestInMemory(), largestInMemory(), space.directories()::newChannel);
  }

  @Override
  public void close() {
    leave();
  }
}
