package io.heddle.executor.block;

import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.spill.BatchIterator;
import io.heddle.executor.spill.FrameFill;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import java.io.IOException;
import java.util.Iterator;

/**
 * A partition that was to be cached and turned out too large: the records read so far, and then the
 * others as they are computed. What was read is the task's execution memory from now on; where that
 * is taken, or wanted for something else, it goes to disk and is read from there. No block leaves
 * memory for it. Used by the task's thread.
 */
final class Overflow<T> extends MemoryConsumer implements Iterator<T>, AutoCloseable {
  private final TaskSpace space;
  private final Iterator<T> source;

  /** Null when they have been given out. */
  private Iterator<T> begun;

  private boolean onDisk;

  /**
   * @param begun the records read so far
   * @param bytes that these take
   * @param source the others
   */
  Overflow(TaskSpace space, Iterator<T> begun, long bytes, Iterator<T> source) throws IOException {
    super(space.memory());
    this.space = space;
    this.begun = begun;
    this.source = source;
    space.onEnd(this);
    if (!growIfUnused(bytes)) {
      spill();
    }
  }

  @Override
  public boolean hasNext() {
    if (begun != null) {
      if (begun.hasNext()) {
        return true;
      }
      begun = null;
      leave();
    }
    return source.hasNext();
  }

  @Override
  public T next() {
    return hasNext() && begun != null ? begun.next() : source.next();
  }

  @Override
  protected boolean canSpill() {
    return begun != null && !onDisk;
  }

  @Override
  protected void spill() throws IOException {
    SpillFile file = space.directories().createSpill();
    space.onEnd(file);
    Object[] batch = new Object[BlockFile.FRAME_RECORDS];
    FrameFill fill = new FrameFill(batch.length);
    while (begun.hasNext()) {
      space.frames().writeValues(batch, 0, BlockFile.gather(begun, batch, fill), file.begin(0));
    }
    file.finish();
    spilled(file.size());
    FrameReader reader = space.newReader();
    reader.reset(file.read(0));
    begun = new BatchIterator<>(reader);
    onDisk = true;
    shrinkTo(0);
  }

  @Override
  public void close() {
    begun = null;
    leave();
  }
}
