package io.heddle.rdd;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** All records of an RDD in the driver, a job for each partition when it is reached. */
final class LocalRecords<T> implements Iterator<T> {
  private final RDD<T> rdd;
  private final int partitions;
  private int next;
  private Iterator<T> current = Collections.emptyIterator();

  LocalRecords(RDD<T> rdd) {
    this.rdd = rdd;
    this.partitions = rdd.getNumPartitions();
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && next < partitions) {
      List<Integer> one = List.of(next++);
      current =
          Actions.<T, List<T>>run(rdd, one, new Actions.Collecting<>(), "toLocalIterator")
              .get(0)
              .iterator();
    }
    return current.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
