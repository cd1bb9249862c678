package io.heddle.hdfs.text;

import io.heddle.hdfs.file.FileErrors;
import io.heddle.task.TaskCounters;
import io.heddle.task.TaskCounters.Counter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file's bytes as they are on disk. What fails here is told as a {@code HeddleException} with the
 * path, so that decoders above cannot take it for bad content.
 */
final class FileInput extends FilterInputStream {
  private final String path;
  private final TaskCounters counters;

  /**
   * @param counters where bytes are counted; null: they are counted elsewhere
   */
  FileInput(InputStream in, String path, TaskCounters counters) {
    super(in);
    this.path = path;
    this.counters = counters;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      int n = in.read(bytes, offset, length);
      if (n > 0 && counters != null) {
        counters.add(Counter.INPUT_BYTES, n);
      }
      return n;
    } catch (IOException e) {
      throw FileErrors.failed("read", path, e);
    }
  }
}
