package io.heddle.executor.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Frames in a range of a file, read ahead by a buffer's length. */
final class FileFrames implements FrameSource {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel file;
  private final long end;
  private long fileAt;
  private byte[] buffer;
  private int at;
  private int limit;
  private int rawLength;
  private int storedLength;

  /** The channel stays the caller's, and open while this is read; read by absolute position. */
  FileFrames(FileChannel file, long position, long length) {
    this.file = file;
    this.fileAt = position;
    this.end = position + length;
    this.buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(length, 1))];
  }

  @Override
  public boolean next() throws IOException {
    at += storedLength;
    storedLength = 0;
    if (at == limit && fileAt == end) {
      return false;
    }
    fill(FrameFormat.HEADER_BYTES);
    int raw = FrameFormat.rawLength(buffer, at);
    int stored = FrameFormat.storedLength(buffer, at);
    FrameFormat.check(raw, stored, end - fileAt + limit - at - FrameFormat.HEADER_BYTES);
    at += FrameFormat.HEADER_BYTES;
    fill(stored);
    rawLength = raw;
    storedLength = stored;
    return true;
  }

  /** Makes sure that the buffer holds {@code wanted} bytes from {@code at} on. */
  private void fill(int wanted) throws IOException {
    if (limit - at >= wanted) {
      return;
    }
    if (limit - at + (end - fileAt) < wanted) {
      throw new CorruptFrameException("the segment ends within a frame");
    }
    byte[] target = buffer.length >= wanted ? buffer : new byte[wanted];
    System.arraycopy(buffer, at, target, 0, limit - at);
    buffer = target;
    limit -= at;
    at = 0;
    while (limit < wanted) {
      // In pieces: the JDK keeps a native copy as large as the largest read of each thread.
      int room = (int) Math.min(Math.min(buffer.length - limit, BUFFER_BYTES), end - fileAt);
      int read = file.read(ByteBuffer.wrap(buffer, limit, room), fileAt);
      if (read < 0) {
        throw new CorruptFrameException("the file ends within a segment");
      }
      limit += read;
      fileAt += read;
    }
  }

  @Override
  public byte[] array() {
    return buffer;
  }

  @Override
  public int position() {
    return at;
  }

  @Override
  public int rawLength() {
    return rawLength;
  }

  @Override
  public int storedLength() {
    return storedLength;
  }
}
