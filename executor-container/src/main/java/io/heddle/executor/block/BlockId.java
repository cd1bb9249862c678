package io.heddle.executor.block;

/**
 * Names a cached partition.
 *
 * @param partition index within the cached lineage node
 */
public record BlockId(int rddId, int partition) {
  @Override
  public String toString() {
    return "rdd " + rddId + " partition " + partition;
  }
}
