package io.heddle.task;

import java.io.Serializable;
import java.util.Iterator;

/**
 * How one lineage node's partition becomes records: immutable, Java-serialisable, shipped within a
 * {@link StageProgram}; holds the evaluators of its narrow parents.
 *
 * <p>The returned iterator is used by one thread. It may be read by {@code hasNext}/{@code next} or
 * by one {@link Iterator#forEachRemaining}; implementations make the latter push records straight
 * through the chain, as that is what whole-partition consumers call.
 */
@FunctionalInterface
public interface Evaluator<T> extends Serializable {
  /**
   * The records of a partition.
   *
   * @param partition a partition of the node that made this evaluator
   * @param context of the running task; resources opened are released through {@link
   *     TaskContext#onCompletion}
   * @throws Exception from user code or I/O; it fails the task attempt
   */
  Iterator<T> evaluate(Partition partition, TaskContext context) throws Exception;
}
