package io.heddle.hdfs.text;

import io.heddle.task.TaskCounters;
import io.heddle.task.TaskCounters.Counter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes read from a file, as they are on disk. */
final class CountedInput extends FilterInputStream {
  private final TaskCounters counters;

  CountedInput(InputStream in, TaskCounters counters) {
    super(in);
    this.counters = counters;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      counters.add(Counter.INPUT_BYTES, 1);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    if (n > 0) {
      counters.add(Counter.INPUT_BYTES, n);
    }
    return n;
  }
}
