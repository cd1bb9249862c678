package io.heddle.rdd;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

/** Each record as many times as a function says. */
final class Repeated<T> implements Iterator<T> {
  private final Iterator<T> records;
  private final ToIntFunction<? super T> times;
  private T current;
  private int left;

  Repeated(Iterator<T> records, ToIntFunction<? super T> times) {
    this.records = records;
    this.times = times;
  }

  @Override
  public boolean hasNext() {
    while (left == 0 && records.hasNext()) {
      current = records.next();
      left = times.applyAsInt(current);
    }
    return left > 0;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    left--;
    return current;
  }
}
