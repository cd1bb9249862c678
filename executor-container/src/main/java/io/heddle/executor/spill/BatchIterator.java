package io.heddle.executor.spill;

import io.heddle.serde.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The values of batches, one by one; of batches of pairs, the pairs. I/O failures come out as
 * {@link UncheckedIOException}. Used by one thread.
 */
public final class BatchIterator<T> implements Iterator<T> {
  private final BatchSource source;
  private Batch batch;
  private int at;

  public BatchIterator(BatchSource source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    while (batch == null || at == batch.size()) {
      if (!nextBatch()) {
        return false;
      }
    }
    return true;
  }

  private boolean nextBatch() {
    try {
      batch = source.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    at = 0;
    return batch != null;
  }

  @Override
  @SuppressWarnings("unchecked") // the reader's types are those of the writer
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return (T) batch.value(at++);
  }

  @Override
  @SuppressWarnings("unchecked") // as in next
  public void forEachRemaining(Consumer<? super T> action) {
    do {
      while (batch != null && at < batch.size()) {
        action.accept((T) batch.value(at++));
      }
    } while (nextBatch());
  }
}
