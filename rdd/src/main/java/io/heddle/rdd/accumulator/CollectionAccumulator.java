package io.heddle.rdd.accumulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A list of what was added. The order of different tasks' elements is not defined. All of it
 * travels to the driver and stays there, so it is for few elements. Safe for all threads.
 *
 * @param <T> Java-serialisable elements
 */
public final class CollectionAccumulator<T> extends AccumulatorV2<T, List<T>> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<T> elements = new ArrayList<>();

  @Override
  public synchronized boolean isZero() {
    return elements.isEmpty();
  }

  @Override
  public CollectionAccumulator<T> copy() {
    CollectionAccumulator<T> copy = new CollectionAccumulator<>();
    copy.elements.addAll(elements());
    return copy;
  }

  @Override
  public CollectionAccumulator<T> copyAndReset() {
    return new CollectionAccumulator<>();
  }

  @Override
  public synchronized void reset() {
    elements.clear();
  }

  @Override
  public synchronized void add(T value) {
    elements.add(value);
  }

  @Override
  public void merge(AccumulatorV2<T, List<T>> other) {
    List<T> more = ((CollectionAccumulator<T>) other).elements();
    synchronized (this) {
      elements.addAll(more);
    }
  }

  private synchronized List<T> elements() {
    return new ArrayList<>(elements);
  }

  /** The elements as they are now; not to be changed. */
  @Override
  public List<T> value() {
    checkReadable();
    return Collections.unmodifiableList(elements());
  }
}
