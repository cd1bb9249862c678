package io.heddle.shuffle.client;

import java.nio.ByteBuffer;

/** A block's bytes, already checked against their checksums. The bytes belong to the receiver. */
public final class FetchedBlock {
  private final BlockAddress address;
  private final byte[] bytes;
  private final int[] ends;

  /** Takes ownership of both arrays. */
  FetchedBlock(BlockAddress address, byte[] bytes, int[] ends) {
    this.address = address;
    this.bytes = bytes;
    this.ends = ends;
  }

  public BlockAddress address() {
    return address;
  }

  /** Bytes of all partitions of the block. */
  public int length() {
    return bytes.length;
  }

  /** All partitions, one after the other; the array itself, exactly as long as the bytes. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * The bytes of one partition, as a view.
   *
   * @param partition as the map output numbers it, within the address's range
   */
  public ByteBuffer partition(int partition) {
    int i = partition - address.startPartition();
    int start = i == 0 ? 0 : ends[i - 1];
    return ByteBuffer.wrap(bytes, start, ends[i] - start).slice();
  }
}
