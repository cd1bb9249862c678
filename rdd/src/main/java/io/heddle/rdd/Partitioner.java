package io.heddle.rdd;

import java.io.Serializable;

/**
 * Divides keys among partitions. Two partitioners that are equal divide alike; then data divided by
 * one needs no shuffle to be divided by the other.
 */
public interface Partitioner extends Serializable {
  int numPartitions();

  /** The partition of a key, from 0 to {@code numPartitions() - 1}; the key may be null. */
  int getPartition(Object key);
}
