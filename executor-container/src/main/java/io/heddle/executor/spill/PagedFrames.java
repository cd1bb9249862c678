package io.heddle.executor.spill;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Frames in pages of memory, of which each holds whole frames. Pages on the heap are read where
 * they are; of others one page at a time is copied. Used by one thread; the pages are not changed,
 * and several may read them.
 */
final class PagedFrames implements FrameSource {
  private final List<ByteBuffer> pages;
  private int next;
  private ArrayFrames page = new ArrayFrames(new byte[0], 0, 0);
  private byte[] copy = new byte[0];

  PagedFrames(List<ByteBuffer> pages) {
    this.pages = pages;
  }

  @Override
  public boolean next() throws CorruptFrameException {
    while (!page.next()) {
      if (next == pages.size()) {
        return false;
      }
      page = open(pages.get(next++));
    }
    return true;
  }

  private ArrayFrames open(ByteBuffer bytes) {
    int length = bytes.remaining();
    if (bytes.hasArray()) {
      return new ArrayFrames(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
    }
    if (copy.length < length) {
      copy = new byte[length];
    }
    bytes.get(bytes.position(), copy, 0, length);
    return new ArrayFrames(copy, 0, length);
  }

  @Override
  public byte[] array() {
    return page.array();
  }

  @Override
  public int position() {
    return page.position();
  }

  @Override
  public int rawLength() {
    return page.rawLength();
  }

  @Override
  public int storedLength() {
    return page.storedLength();
  }
}
