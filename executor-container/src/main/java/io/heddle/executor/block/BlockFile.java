package io.heddle.executor.block;

import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.FrameFill;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.shuffle.file.Crc32c;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.Checksum;

/**
 * A block on disk: frames of values, up to {@link #FRAME_RECORDS} each, nothing else.
 *
 * @param bytes the file's length
 * @param checksum the CRC32C of them all, for peers that read it
 */
record BlockFile(Path path, long bytes, int checksum) {
  static final int FRAME_RECORDS = 1024;
  private static final int PIECE_BYTES = 64 * 1024;

  /** What fills a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(Writer file) throws IOException;
  }

  /** Fills a file that exists and is empty; removes it when that fails. */
  static BlockFile write(Path path, Content content) throws IOException {
    boolean whole = false;
    try (Writer writer = new Writer(path)) {
      content.writeTo(writer);
      writer.out.flush();
      whole = true;
      return new BlockFile(path, writer.bytes, (int) writer.checksum.getValue());
    } finally {
      if (!whole) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Writes records as frames. */
  static void writeRecords(Iterator<?> records, FrameWriter frames, ByteSink to)
      throws IOException {
    Object[] batch = new Object[FRAME_RECORDS];
    FrameFill fill = new FrameFill(batch.length);
    while (records.hasNext()) {
      frames.writeValues(batch, 0, gather(records, batch, fill), to);
    }
  }

  /** Takes as many records as make a frame; returns how many. */
  static int gather(Iterator<?> records, Object[] batch, FrameFill fill) {
    fill.clear();
    int n = 0;
    boolean full = false;
    while (!full && records.hasNext()) {
      Object record = records.next();
      batch[n++] = record;
      full = fill.add(record, null);
    }
    return n;
  }

  /** A file being filled. */
  static final class Writer implements ByteSink, AutoCloseable {
    private final OutputStream out;
    private final Checksum checksum = Crc32c.create();
    private long bytes;

    private Writer(Path path) throws IOException {
      out = new BufferedOutputStream(Files.newOutputStream(path), PIECE_BYTES);
    }

    /** The JDK keeps a native copy as large as the largest write of each thread. */
    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      int end = offset + length;
      for (int at = offset; at < end; at += PIECE_BYTES) {
        out.write(from, at, Math.min(PIECE_BYTES, end - at));
      }
      checksum.update(from, offset, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
