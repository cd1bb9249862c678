package io.heddle.executor.block;

import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.FrameWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * A block on disk: frames of values, up to {@link #FRAME_RECORDS} each, nothing else.
 *
 * @param bytes the file's length
 */
record BlockFile(Path path, long bytes) {
  private static final int FRAME_RECORDS = 1024;
  private static final int PIECE_BYTES = 64 * 1024;

  /** Writes all records to a file that exists and is empty; removes it when that fails. */
  static BlockFile write(Path path, Iterator<?> records, FrameWriter frames) throws IOException {
    long bytes = 0;
    boolean whole = false;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), PIECE_BYTES)) {
      ByteSink sink = (from, offset, length) -> writeInPieces(out, from, offset, length);
      Object[] batch = new Object[FRAME_RECORDS];
      while (records.hasNext()) {
        int n = 0;
        while (n < batch.length && records.hasNext()) {
          batch[n++] = records.next();
        }
        bytes += frames.writeValues(batch, 0, n, sink);
      }
      out.flush();
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(path);
      }
    }
    return new BlockFile(path, bytes);
  }

  /** The JDK keeps a native copy as large as the largest write of each thread. */
  private static void writeInPieces(OutputStream out, byte[] bytes, int offset, int length)
      throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; at += PIECE_BYTES) {
      out.write(bytes, at, Math.min(PIECE_BYTES, end - at));
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
