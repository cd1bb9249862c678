package io.heddle.executor.block;

import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.memory.TaskMemory;
import java.io.IOException;

/** Memory of a block that a task has read from a peer, to the task's end. */
final class FetchedBlockMemory extends MemoryConsumer implements AutoCloseable {
  FetchedBlockMemory(TaskMemory memory) {
    super(memory);
  }

  boolean reserve(long bytes) throws IOException {
    return grow(bytes);
  }

  @Override
  public void close() {
    leave();
  }
}
