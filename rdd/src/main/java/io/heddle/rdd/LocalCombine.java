package io.heddle.rdd;

import io.heddle.rdd.lineage.PartitionStep;
import io.heddle.task.Combiner;
import io.heddle.task.TaskContext;
import java.util.Iterator;

/** Combines pairs that lie in the right partition already: no shuffle. */
record LocalCombine<K, V, C>(Combiner<K, V, C> combiner)
    implements PartitionStep<Pair<K, V>, Pair<K, C>> {

  @Override
  public Iterator<Pair<K, C>> apply(int index, Iterator<Pair<K, V>> records, TaskContext context) {
    return context.tables().combine(records, combiner);
  }
}
