package io.heddle.hdfs.checkpoint;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.serde.Batch;
import io.heddle.serde.InputBuffer;
import io.heddle.task.TaskContext;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The records of one file that a {@link CheckpointWriter} wrote. Used by one thread. */
final class CheckpointRecords<T> implements Iterator<T>, AutoCloseable {
  private final DataInputStream in;
  private final String path;
  private final TaskContext task;
  private Batch batch = new Batch(0, new Object[0], null, null);
  private int at;
  private long given;
  private boolean ended;

  CheckpointRecords(DataInputStream in, String path, TaskContext task) {
    this.in = in;
    this.path = path;
    this.task = task;
  }

  @Override
  public boolean hasNext() {
    while (at == batch.size() && !ended) {
      try {
        readFrame();
      } catch (EOFException e) {
        throw corrupt("it ends too early", e);
      } catch (IOException e) {
        throw FileErrors.failed("read", path, e);
      }
    }
    return at < batch.size();
  }

  private void readFrame() throws IOException {
    task.checkKilled();
    given += batch.size();
    at = 0;
    int length = in.readInt();
    if (length == CheckpointWriter.END) {
      batch = new Batch(0, new Object[0], null, null);
      ended = true;
      long written = in.readLong();
      if (written != given) {
        throw corrupt("it holds " + given + " records in place of " + written, null);
      }
      return;
    }
    if (length < 0) {
      throw corrupt("a frame of " + length + " bytes", null);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    batch = task.serde().decode(new InputBuffer(bytes));
  }

  private HeddleException corrupt(String what, Exception cause) {
    return new HeddleException(
        ErrorCode.INPUT_CORRUPT, "the checkpoint '" + path + "' is not whole: " + what, cause);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return (T) batch.value(at++);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
