package io.heddle.executor.spill;

import io.heddle.executor.memory.TaskMemory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a task's growing structures work with: memory, room on disk, and buffers for frames. Used by
 * the task's thread only.
 */
public final class TaskSpace {
  private final TaskMemory memory;
  private final SpillDirectories directories;
  private final FrameWriter frames;
  private final int frameRows;
  private final Supplier<FrameReader> readers;
  private final Runnable checkKilled;
  private final Consumer<AutoCloseable> atEnd;

  /**
   * @param frames shared by all who write frames in this thread
   * @param readers each call gives a reader that is the caller's until the task's end
   * @param checkKilled throws when the task should end
   * @param atEnd takes what is to be closed when the task ends
   */
  public TaskSpace(
      TaskMemory memory,
      SpillDirectories directories,
      FrameWriter frames,
      int frameRows,
      Supplier<FrameReader> readers,
      Runnable checkKilled,
      Consumer<AutoCloseable> atEnd) {
    this.memory = memory;
    this.directories = directories;
    this.frames = frames;
    this.frameRows = frameRows;
    this.readers = readers;
    this.checkKilled = checkKilled;
    this.atEnd = atEnd;
  }

  public TaskMemory memory() {
    return memory;
  }

  public SpillDirectories directories() {
    return directories;
  }

  public FrameWriter frames() {
    return frames;
  }

  /** The most rows of one frame. */
  public int frameRows() {
    return frameRows;
  }

  public FrameReader newReader() {
    return readers.get();
  }

  public void checkKilled() {
    checkKilled.run();
  }

  /** Closes something when the task ends, whatever its outcome. */
  public void onEnd(AutoCloseable closeable) {
    atEnd.accept(closeable);
  }
}
