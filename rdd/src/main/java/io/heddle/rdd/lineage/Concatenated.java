package io.heddle.rdd.lineage;

import io.heddle.rdd.function.Unchecked;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The records of several partitions of one node, one partition after another, each opened late. */
final class Concatenated<T> implements Iterator<T> {
  private final Evaluator<T> input;
  private final Iterator<Partition> partitions;
  private final TaskContext context;
  private Iterator<T> current = Collections.emptyIterator();

  Concatenated(Evaluator<T> input, List<Partition> partitions, TaskContext context) {
    this.input = input;
    this.partitions = partitions.iterator();
    this.context = context;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (!partitions.hasNext()) {
        return false;
      }
      open();
    }
    return true;
  }

  private void open() {
    try {
      current = input.evaluate(partitions.next(), context);
    } catch (Exception e) {
      throw Unchecked.rethrow(e);
    }
  }

  @Override
  public T next() {
    return hasNext() ? current.next() : Collections.<T>emptyIterator().next();
  }

  @Override
  public void forEachRemaining(Consumer<? super T> to) {
    current.forEachRemaining(to);
    while (partitions.hasNext()) {
      open();
      current.forEachRemaining(to);
    }
  }
}
