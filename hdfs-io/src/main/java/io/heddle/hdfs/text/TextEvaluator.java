package io.heddle.hdfs.text;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Reads the lines of a {@link TextPartition}, split by split. */
record TextEvaluator() implements Evaluator<String> {

  @Override
  public Iterator<String> evaluate(Partition partition, TaskContext context) {
    Lines lines = new Lines(((TextPartition) partition).splits(), context);
    context.onCompletion(lines::close);
    return lines;
  }

  private static final class Lines implements Iterator<String> {
    private final Iterator<TextSplit> splits;
    private final TaskContext context;
    private TextSplit split;
    private InputStream in;
    private LineReader reader;

    Lines(List<TextSplit> splits, TaskContext context) {
      this.splits = splits.iterator();
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      while (reader == null || !ready()) {
        if (!splits.hasNext()) {
          return false;
        }
        openNext();
      }
      return true;
    }

    private boolean ready() {
      try {
        return reader.hasNext();
      } catch (UncheckedIOException e) {
        throw failed(e.getCause());
      }
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
          try {
            reader.forEachRemaining(action);
          } catch (UncheckedIOException e) {
            throw failed(e.getCause());
          }
        }
        if (!splits.hasNext()) {
          return;
        }
        openNext();
      }
    }

    private void openNext() {
      close();
      split = splits.next();
      Compression compression = Compression.of(split.path());
      try {
        InputStream raw =
            FileAccess.of(split.path(), context.conf()).open(split.path(), split.offset());
        in = raw; // Closed even when the codec refuses the first bytes.
        in = compression.open(new CountedInput(raw, context.counters()));
        long end = compression.splittable() ? split.offset() + split.length() : Long.MAX_VALUE;
        reader = new LineReader(in, split.offset(), end, context);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private HeddleException failed(IOException e) {
      String path = "'" + split.path() + "'";
      if (e instanceof FileNotFoundException) {
        return new HeddleException(ErrorCode.INPUT_NOT_FOUND, path + " is gone", e);
      }
      // Local and HDFS failures to read show as such; what decoders throw tells of bad content.
      return Compression.of(split.path()) == Compression.NONE
          ? new HeddleException(
              ErrorCode.HDFS_FAILED, path + " cannot be read: " + e.getMessage(), e)
          : new HeddleException(
              ErrorCode.INPUT_CORRUPT, path + " cannot be decompressed: " + e.getMessage(), e);
    }

    private void close() {
      if (in != null) {
        try {
          in.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          in = null;
          reader = null;
        }
      }
    }
  }
}
