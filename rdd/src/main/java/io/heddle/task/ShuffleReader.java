package io.heddle.task;

import io.heddle.rdd.Pair;
import java.util.Comparator;
import java.util.Iterator;

/** Port to the executor's side of the shuffle: reads what map tasks wrote. */
public interface ShuffleReader {
  /**
   * All pairs of a range of reduce partitions, from every map output. With a combiner each key
   * comes once; with an ordering keys come sorted by it; otherwise the order is not defined.
   *
   * @throws FetchFailedException from this call or from the iterator
   */
  <K, V, C> Iterator<Pair<K, C>> read(ShuffleRead<K, V, C> request);

  /**
   * What is to be read.
   *
   * @param startPartition first reduce partition
   * @param endPartition one past the last
   * @param combiner merges values of equal keys; null: pairs pass as they are
   * @param mapSideCombined whether the map outputs hold combined values already
   * @param ordering of keys; null: none
   */
  record ShuffleRead<K, V, C>(
      int shuffleId,
      int startPartition,
      int endPartition,
      Combiner<K, V, C> combiner,
      boolean mapSideCombined,
      Comparator<? super K> ordering) {}
}
