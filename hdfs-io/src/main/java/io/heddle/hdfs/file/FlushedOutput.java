package io.heddle.hdfs.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Hadoop's stream, whose plain {@code flush} would keep bytes in the client. */
final class FlushedOutput extends FilterOutputStream {
  private final FSDataOutputStream stream;

  FlushedOutput(FSDataOutputStream stream) {
    super(stream);
    this.stream = stream;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    stream.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    stream.hflush();
  }

  @Override
  public void close() throws IOException {
    // Not through flush: closing flushes by itself, and waits for the DataNodes once.
    stream.close();
  }
}
