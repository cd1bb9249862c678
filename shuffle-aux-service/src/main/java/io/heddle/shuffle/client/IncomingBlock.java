package io.heddle.shuffle.client;

import io.heddle.shuffle.file.Crc32c;
import io.heddle.shuffle.wire.BlockHeader;
import io.netty.buffer.ByteBuf;
import java.util.zip.Checksum;

/**
 * A block whose bytes are arriving: copies them to their array and checks each partition on the
 * way. Confined to the connection's event loop.
 */
final class IncomingBlock {
  private final BlockHeader header;
  private final byte[] bytes;
  private final int[] ends;
  private final Checksum checksum = Crc32c.create();
  private int position;
  private int partition;
  private int wrongPartition = -1;

  /**
   * @param header of status OK, whose total length fits in an array
   */
  IncomingBlock(BlockHeader header) {
    this.header = header;
    this.bytes = new byte[(int) header.totalLength()];
    this.ends = new int[header.partitions()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += (int) header.length(i);
      ends[i] = end;
    }
  }

  void add(ByteBuf in) {
    while (in.isReadable()) {
      while (ends[partition] == position) {
        partition++; // empty ones, and none follows the last byte
      }
      int count = Math.min(in.readableBytes(), ends[partition] - position);
      in.readBytes(bytes, position, count);
      checksum.update(bytes, position, count);
      position += count;
      if (position == ends[partition]) {
        if ((int) checksum.getValue() != header.checksum(partition) && wrongPartition < 0) {
          wrongPartition = partition;
        }
        checksum.reset();
      }
    }
  }

  boolean complete() {
    return position == bytes.length;
  }

  /**
   * The first damaged partition, counted from the block's first one; negative when all are right.
   */
  int wrongPartition() {
    return wrongPartition;
  }

  FetchedBlock finish(BlockAddress address) {
    return new FetchedBlock(address, bytes, ends);
  }
}
