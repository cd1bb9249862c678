package io.heddle.hdfs.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Gathers lines and writes them in large pieces. Used by one thread; owns its stream. */
final class LineBuffer implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int used;
  private long bytes;
  private long lines;
  private boolean closed;

  LineBuffer(OutputStream out) {
    this.out = out;
  }

  /** Bytes appended so far. */
  long bytes() {
    return bytes;
  }

  long lines() {
    return lines;
  }

  void append(String line) {
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    if (text.length + 1 > buffer.length - used) {
      flush();
    }
    if (text.length + 1 > buffer.length) {
      write(text, text.length);
    } else {
      System.arraycopy(text, 0, buffer, used, text.length);
      used += text.length;
    }
    buffer[used++] = '\n';
    bytes += text.length + 1;
    lines++;
  }

  private void flush() {
    write(buffer, used);
    used = 0;
  }

  private void write(byte[] from, int length) {
    try {
      out.write(from, 0, length);
    } catch (IOException e) {
      throw new WriteFailure(e);
    }
  }

  /** Writes what is left; the second call does nothing. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      out.write(buffer, 0, used);
    }
  }

  /** Carries an IOException through the consumer of records. */
  static final class WriteFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteFailure(IOException cause) {
      super(cause);
    }

    IOException ioException() {
      return (IOException) getCause();
    }
  }
}
