package io.heddle.executor.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Frames in their stored form, one after the other. Used by one thread. */
public interface FrameSource {
  /** No frames. */
  FrameSource EMPTY = new ArrayFrames(new byte[0], 0, 0);

  /**
   * Frames in a range of a file, which is read by absolute position. The channel stays the
   * caller's, and open meanwhile.
   */
  static FrameSource of(FileChannel file, long position, long length) {
    return length == 0 ? EMPTY : new FileFrames(file, position, length);
  }

  /** Frames in pages of memory, each of which holds whole ones from its position to its limit. */
  static FrameSource of(List<ByteBuffer> pages) {
    return new PagedFrames(pages);
  }

  /**
   * Goes to the next frame.
   *
   * @return false after the last one
   * @throws CorruptFrameException if there is something that is no frame
   */
  boolean next() throws IOException;

  /** Holds the frame's content from {@link #position()} on, until the next call of next. */
  byte[] array();

  int position();

  int rawLength();

  int storedLength();
}
