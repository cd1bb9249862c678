package io.heddle.rdd.lineage;

import io.heddle.rdd.StorageLevel;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.Iterator;

/**
 * The cache step of a persisted node.
 *
 * <p>Its block is named by the index of the partition that the node itself made.
 */
record CachedEvaluator<T>(int rddId, StorageLevel level, Evaluator<T> inner)
    implements Evaluator<T> {

  static <T> Evaluator<T> wrap(Evaluator<T> inner, Lineage<T> node) {
    StorageLevel level = node.storageLevel();
    return level == StorageLevel.NONE ? inner : new CachedEvaluator<>(node.id(), level, inner);
  }

  @Override
  public Iterator<T> evaluate(Partition partition, TaskContext context) throws Exception {
    return context
        .cache()
        .getOrCompute(rddId, partition.index(), level, () -> inner.evaluate(partition, context));
  }
}
