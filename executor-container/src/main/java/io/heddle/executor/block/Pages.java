package io.heddle.executor.block;

import io.heddle.executor.spill.BatchIterator;
import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameSource;
import io.heddle.executor.spill.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Records of a partition as frames, on the heap or outside of it; grown by one thread, and then
 * read by any. A frame is the unit that is decoded at a time.
 *
 * <p>Memory outside of the heap is returned by the collector some time after the last reader has
 * let go, as readers may be at work when a block is dropped; asking for more makes it collect.
 */
final class Pages implements MemoryForm, ByteSink {
  private static final int PAGE_BYTES = 256 * 1024;

  private final boolean offHeap;
  private final List<ByteBuffer> pages = new ArrayList<>();

  /** The page being filled, in write mode; null when there is none. */
  private ByteBuffer open;

  private long bytes;

  Pages(boolean offHeap) {
    this.offHeap = offHeap;
  }

  /** Frames in an array that is not changed any more. */
  static Pages of(byte[] frames) {
    Pages pages = new Pages(false);
    pages.pages.add(ByteBuffer.wrap(frames));
    pages.bytes = frames.length;
    return pages;
  }

  /** Takes one whole frame. */
  @Override
  public void write(byte[] frame, int offset, int length) {
    if (open != null && open.remaining() < length) {
      close();
    }
    if (open == null) {
      open = allocate(Math.max(PAGE_BYTES, length));
    }
    open.put(frame, offset, length);
    bytes += length;
  }

  private ByteBuffer allocate(int size) {
    return offHeap ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  /** The last page is cut to what it holds; to be called after the last frame. */
  void close() {
    if (open != null) {
      ByteBuffer exact = open.flip();
      if (exact.limit() < exact.capacity() - exact.capacity() / 8) {
        exact = allocate(open.limit()).put(open).flip();
      }
      pages.add(exact);
      open = null;
    }
  }

  /** Memory that the frames take, with what is free in their pages. */
  @Override
  public long bytes() {
    return bytes + bytes / 8;
  }

  /** Bytes of the frames alone. */
  long frameBytes() {
    return bytes;
  }

  /** The pages' bytes, each from its position to its limit; to be read through duplicates. */
  List<ByteBuffer> buffers() {
    return pages.stream().map(ByteBuffer::duplicate).toList();
  }

  @Override
  public <T> Iterator<T> iterator(Supplier<FrameReader> readers) {
    FrameReader reader = readers.get();
    reader.reset(FrameSource.of(pages));
    return new BatchIterator<>(reader);
  }

  @Override
  public void writeTo(BlockFile.Writer file, Supplier<FrameWriter> writers) throws IOException {
    byte[] copy = new byte[0];
    for (ByteBuffer page : pages) {
      int length = page.remaining();
      if (page.hasArray()) {
        file.write(page.array(), page.arrayOffset() + page.position(), length);
      } else {
        copy = copy.length < length ? new byte[length] : copy;
        page.get(page.position(), copy, 0, length);
        file.write(copy, 0, length);
      }
    }
  }
}
