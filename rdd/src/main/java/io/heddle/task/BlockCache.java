package io.heddle.task;

import io.heddle.rdd.StorageLevel;
import java.util.Iterator;
import java.util.concurrent.Callable;

/** Port to the executor's store of cached partitions. */
public interface BlockCache {
  /**
   * The cached records of a partition; when there are none, {@code compute} is called and its
   * records are kept as the level says. Two tasks that ask for one block at once compute it once.
   * What does not fit in memory is not kept, or goes to disk where the level allows.
   *
   * @param partition index within the cached lineage node
   */
  <T> Iterator<T> getOrCompute(
      int rddId, int partition, StorageLevel level, Callable<Iterator<T>> compute) throws Exception;
}
