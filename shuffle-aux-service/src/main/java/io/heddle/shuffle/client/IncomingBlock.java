package io.heddle.shuffle.client;

import io.heddle.shuffle.file.Crc32c;
import io.heddle.shuffle.wire.BlockHeader;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.Checksum;

/**
 * A block whose bytes are arriving: copies them to their array or file and checks each partition on
 * the way. Confined to the connection's event loop.
 */
final class IncomingBlock {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final BlockHeader header;

  /** The block, or a piece on its way to the file. */
  private final byte[] bytes;

  private final FileChannel file;
  private final int[] ends;
  private final Checksum checksum = Crc32c.create();
  private int position;
  private int partition;
  private int wrongPartition = -1;

  /**
   * @param header of status OK, whose total length fits in an array
   * @param file takes the bytes, and is closed with this or the block made of it; null for memory
   */
  IncomingBlock(BlockHeader header, FileChannel file) {
    this.header = header;
    this.file = file;
    this.bytes = new byte[file == null ? (int) header.totalLength() : CHUNK_BYTES];
    this.ends = new int[header.partitions()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += (int) header.length(i);
      ends[i] = end;
    }
  }

  /** Takes bytes; when they cannot be written, this is to be closed. */
  void add(ByteBuf in) throws IOException {
    while (in.isReadable()) {
      while (ends[partition] == position) {
        partition++; // empty ones, and none follows the last byte
      }
      int count = Math.min(in.readableBytes(), ends[partition] - position);
      int at = file == null ? position : 0;
      if (file != null) {
        count = Math.min(count, bytes.length);
      }
      in.readBytes(bytes, at, count);
      checksum.update(bytes, at, count);
      if (file != null) {
        write(count);
      }
      position += count;
      if (position == ends[partition]) {
        if ((int) checksum.getValue() != header.checksum(partition) && wrongPartition < 0) {
          wrongPartition = partition;
        }
        checksum.reset();
      }
    }
  }

  private void write(int count) throws IOException {
    ByteBuffer piece = ByteBuffer.wrap(bytes, 0, count);
    while (piece.hasRemaining()) {
      file.write(piece);
    }
  }

  boolean complete() {
    return position == header.totalLength();
  }

  /** Bytes that are still to come. */
  long missing() {
    return header.totalLength() - position;
  }

  /** Gives the file up. */
  void discard() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // Nobody reads it, and it goes with the process at the latest.
      }
    }
  }

  /**
   * The first damaged partition, counted from the block's first one; negative when all are right.
   */
  int wrongPartition() {
    return wrongPartition;
  }

  FetchedBlock finish(BlockAddress address) {
    return file == null
        ? new FetchedBlock(address, bytes, ends)
        : new FetchedBlock(address, file, 0, ends);
  }
}
