package io.heddle.monitoring.store;

import java.util.List;

/**
 * A cached RDD.
 *
 * @param level how its blocks are kept, as the program named it; empty when not known
 * @param cachedPartitions distinct partitions of which some block is there
 * @param blocks by partition; at most {@link #MAX_BLOCKS} of them
 */
public record RddStatus(
    int id,
    String name,
    String level,
    int cachedPartitions,
    long memoryBytes,
    long diskBytes,
    List<Block> blocks) {
  /** The most blocks that a snapshot lists. */
  public static final int MAX_BLOCKS = 1000;

  /** One partition on one executor. */
  public record Block(int partition, String executorId, long memoryBytes, long diskBytes) {}
}
