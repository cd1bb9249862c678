package io.heddle.executor.spill;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A temporary file of segments, numbered from 0 in the order they are written; each holds frames,
 * or nothing. Written once, then read. The file goes with the channel, or with the process. Used by
 * one thread.
 */
public final class SpillFile implements ByteSink, PartitionedSink, Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SpillDirectories home;
  private SpillDirectories.Opened place;
  private String tried = "";
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private long written;
  private long[] ends = new long[16];
  private int segments;

  /** In the next of the directories that takes it. */
  SpillFile(SpillDirectories home) {
    this.home = home;
    place = home.openSpill();
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
    return place.channel();
  }

  /** Reads a segment; several may be read at the same time. */
  public FrameSource read(int segment) {
    return FrameSource.of(
        place.channel(), segment < segments ? offset(segment) : 0, length(segment));
  }

  /** Removes the file. */
  @Override
  public void close() throws IOException {
    place.channel().close();
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
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(BUFFER_BYTES, end - at));
      try {
        at += place.channel().write(piece);
      } catch (ClosedChannelException e) {
        throw e; // the task was killed, or has ended
      } catch (IOException e) {
        moveElsewhere(e);
      }
    }
  }

  /**
   * Its directory takes no more: what is written goes to another one, and so does the rest.
   *
   * @throws HeddleException DISK_FULL when there is no other one, or this one cannot be read either
   */
  private void moveElsewhere(IOException cause) throws IOException {
    tried += (tried.isEmpty() ? "" : "; ") + place.directory() + ": " + cause.getMessage();
    long size = place.channel().position();
    IOException failure = cause;
    for (int tried = 1; tried < home.size(); tried++) {
      home.failed(place.directory(), failure);
      SpillDirectories.Opened other = home.openSpill();
      try {
        copy(place.channel(), size, other.channel());
        place.channel().close();
        place = other;
        return;
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        other.channel().close();
        home.failed(other.directory(), e);
        failure = e;
      }
    }
    throw new HeddleException(
        ErrorCode.DISK_FULL,
        "no local directory takes a temporary file of " + size + " bytes and more; " + tried,
        cause);
  }

  private static void copy(FileChannel from, long size, FileChannel to) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(BUFFER_BYTES);
    for (long at = 0; at < size; ) {
      piece.clear().limit((int) Math.min(BUFFER_BYTES, size - at));
      int read = from.read(piece, at);
      if (read < 0) {
        throw new IOException("ends at " + at + " of " + size + " bytes");
      }
      at += read;
      piece.flip();
      while (piece.hasRemaining()) {
        to.write(piece);
      }
    }
  }
}
