package io.heddle.executor.spill;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A temporary file of segments, numbered from 0 in the order they are written; each holds frames,
 * or nothing. Written once, then read. The file goes with the channel, or with the process. Used by
 * one thread.
 */
public final class SpillFile implements ByteSink, PartitionedSink, Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel channel;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private long written;
  private long[] ends = new long[16];
  private int segments;

  SpillFile(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Appends to the current segment. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - buffered) {
      flush();
    }
    if (length > buffer.length) {
      writeFully(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
    written += length;
  }

  /** Ends the current segment, which may be empty, and goes on to the next one. */
  public void endSegment() {
    if (segments == ends.length) {
      ends = Arrays.copyOf(ends, 2 * segments);
    }
    ends[segments++] = written;
  }

  /** Ends segments until {@code segment} is the current one, with partitions as segments. */
  @Override
  public ByteSink begin(int segment) {
    while (segments < segment) {
      endSegment();
    }
    return this;
  }

  /** Ends the current segment, and writing. */
  public SpillFile finish() throws IOException {
    endSegment();
    flush();
    buffer = null;
    return this;
  }

  /** Bytes written. */
  public long size() {
    return written;
  }

  public int segments() {
    return segments;
  }

  /** Bytes of a segment; 0 for one that was never begun. */
  public long length(int segment) {
    return segment < segments ? ends[segment] - offset(segment) : 0;
  }

  /** Where a segment begins in {@link #channel()}. */
  public long offset(int segment) {
    return segment == 0 ? 0 : ends[segment - 1];
  }

  /** For copying segments as they are; stays this object's. */
  public FileChannel channel() {
    return channel;
  }

  /** Reads a segment; several may be read at the same time. */
  public FrameSource read(int segment) {
    return FrameSource.of(channel, segment < segments ? offset(segment) : 0, length(segment));
  }

  /** Removes the file. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void flush() throws IOException {
    writeFully(buffer, 0, buffered);
    buffered = 0;
  }

  /** In pieces: the JDK keeps a native copy as large as the largest write of each thread. */
  private void writeFully(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(BUFFER_BYTES, end - at)));
    }
  }
}
