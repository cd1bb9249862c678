package io.heddle.rdd.lineage;

import io.heddle.task.TaskContext;
import java.io.Serializable;
import java.util.Iterator;

/** What {@link MappedPartitions} does with one partition's records. */
@FunctionalInterface
public interface PartitionStep<T, R> extends Serializable {
  /**
   * Makes the records of one partition.
   *
   * @param index of the partition
   * @throws Exception from user code; it fails the task attempt
   */
  Iterator<R> apply(int index, Iterator<T> records, TaskContext context) throws Exception;
}
