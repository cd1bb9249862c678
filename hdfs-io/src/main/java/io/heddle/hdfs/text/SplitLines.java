package io.heddle.hdfs.text;

import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** The lines of several splits, one file open at a time. Used by one thread. */
final class SplitLines implements Iterator<String>, AutoCloseable {
  /** Fits the second-level cache with room for what is made of it. */
  private static final int BUFFER_BYTES = 1 << 18;

  private final Iterator<TextSplit> splits;
  private final TaskContext context;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private InputStream in;
  private LineReader reader;

  SplitLines(List<TextSplit> splits, TaskContext context) {
    this.splits = splits.iterator();
    this.context = context;
  }

  @Override
  public boolean hasNext() {
    while (reader == null || !reader.hasNext()) {
      if (!splits.hasNext()) {
        close();
        return false;
      }
      openNext();
    }
    return true;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return reader.next();
  }

  @Override
  public void forEachRemaining(Consumer<? super String> action) {
    while (true) {
      if (reader != null) {
        reader.forEachRemaining(action);
      }
      if (!splits.hasNext()) {
        close();
        return;
      }
      openNext();
    }
  }

  private void openNext() {
    close();
    TextSplit split = splits.next();
    Compression compression = Compression.of(split.path());
    boolean plain = compression == Compression.NONE;
    try {
      in = FileAccess.of(split.path(), context.conf()).open(split.path(), split.offset());
    } catch (IOException e) {
      throw FileErrors.unreadable(split.path(), e);
    }
    in = new FileInput(in, split.path(), plain ? null : context.counters());
    if (!plain) {
      in = DecodedInput.open(compression, in, split.path());
    }
    long end = plain ? split.offset() + split.length() : LineReader.WHOLE_FILE;
    reader = new LineReader(in, split.offset(), end, context, buffer, plain);
  }

  /** Closes the file that is open, if any; the task may end before its last line. */
  @Override
  public void close() {
    if (reader != null) {
      buffer = reader.buffer();
      reader = null;
    }
    if (in != null) {
      InputStream open = in;
      in = null;
      try {
        open.close();
      } catch (IOException e) {
        // All that was wanted of it has been read.
        return;
      }
    }
  }
}
