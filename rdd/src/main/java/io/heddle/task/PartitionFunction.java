package io.heddle.task;

import java.io.Serializable;
import java.util.Iterator;

/** What a result stage does with each partition's records; its value travels to the driver. */
@FunctionalInterface
public interface PartitionFunction<T, R> extends Serializable {
  /**
   * Makes one partition's result.
   *
   * @return the partition's result: null, or serialisable by the application's serde
   * @throws Exception from user code or I/O; it fails the task attempt
   */
  R apply(Iterator<T> records, TaskContext context) throws Exception;
}
