package io.heddle.executor.combine;

import io.heddle.executor.spill.Rethrow;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Goes through the parts of spills, each by itself. Used by one thread. */
public abstract class PartIterator<T> implements Iterator<T> {
  private int next;
  private Iterator<T> current;

  /** What a part gives; called once for each, in order, when the one before is used up. */
  protected abstract Iterator<T> part(int part) throws Exception;

  /** No spill is needed any more. */
  protected abstract void close() throws IOException;

  private boolean advance() {
    if (next == HashParts.COUNT) {
      current = null;
      return false;
    }
    try {
      current = part(next++);
    } catch (Exception e) {
      throw Rethrow.asIs(e);
    }
    return true;
  }

  @Override
  public boolean hasNext() {
    while (current == null || !current.hasNext()) {
      if (!advance()) {
        end();
        return false;
      }
    }
    return true;
  }

  private void end() {
    try {
      close();
    } catch (IOException e) {
      throw Rethrow.asIs(e);
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }

  @Override
  public void forEachRemaining(Consumer<? super T> action) {
    do {
      if (current != null) {
        current.forEachRemaining(action);
      }
    } while (advance());
    end();
  }
}
