package io.heddle.shuffle.client;

import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.wire.BlockRange;

/** A block that a reduce task wants: some neighbouring partitions of one map output. Immutable. */
public final class BlockAddress {
  private final Endpoint endpoint;
  private final BlockRange range;
  private final long expectedBytes;

  /**
   * @param host of the shuffle server
   * @param port of the shuffle server; 0 when the host has none and only its files can be read
   * @param startPartition the first partition
   * @param endPartition the partition after the last one
   * @param expectedBytes what the partitions have together, as far as known; steers how much is
   *     asked for at once, the index on the server says the truth
   * @throws IllegalArgumentException when the range is empty or the size negative
   */
  public BlockAddress(
      String host,
      int port,
      MapOutputId id,
      int startPartition,
      int endPartition,
      long expectedBytes) {
    if (expectedBytes < 0) {
      throw new IllegalArgumentException(expectedBytes + " bytes expected of " + id);
    }
    this.endpoint = new Endpoint(host, port);
    this.range = new BlockRange(id, startPartition, endPartition);
    this.expectedBytes = expectedBytes;
  }

  public String host() {
    return endpoint.host();
  }

  public int port() {
    return endpoint.port();
  }

  public MapOutputId id() {
    return range.id();
  }

  public int startPartition() {
    return range.start();
  }

  public int endPartition() {
    return range.end();
  }

  public long expectedBytes() {
    return expectedBytes;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  BlockRange range() {
    return range;
  }

  @Override
  public String toString() {
    return range + " at " + endpoint;
  }
}
