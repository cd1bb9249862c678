package io.heddle.rdd;

/**
 * Divides keys by hash code, null to partition 0. Every process must find the same hash code for
 * equal keys, so a key's class has to define {@code hashCode} by content. Enum constants count by
 * their name, also inside a {@link Pair} and inside a record whose {@code hashCode} is the
 * compiler's; another class whose {@code hashCode} is made from that of an enum is not told and
 * would go astray.
 */
public record HashPartitioner(int numPartitions) implements Partitioner {
  public HashPartitioner {
    if (numPartitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, not " + numPartitions);
    }
  }

  /**
   * @throws io.heddle.error.HeddleException BAD_ARGUMENT when the key is an array or its class does
   *     not define {@code hashCode}
   */
  @Override
  public int getPartition(Object key) {
    return Math.floorMod(
        key instanceof String s ? s.hashCode() : StableHash.of(key), numPartitions);
  }
}
