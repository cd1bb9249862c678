package io.heddle.shuffle.server;

import io.heddle.shuffle.file.Crc32c;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** A block's bytes, where they lie, and their CRC32C. */
public final class PeerBlock {
  private final long length;
  private final int checksum;
  private final Object body;

  private PeerBlock(long length, int checksum, Object body) {
    this.length = length;
    this.checksum = checksum;
    this.body = body;
  }

  /** As {@link #ofBytes(byte[], int)}, of bytes whose checksum is not known yet. */
  public static PeerBlock ofBytes(byte[] bytes) {
    return ofBytes(bytes, Crc32c.of(bytes, 0, bytes.length));
  }

  /** All of an array, which must not change any more. */
  public static PeerBlock ofBytes(byte[] bytes, int checksum) {
    return new PeerBlock(bytes.length, checksum, Unpooled.wrappedBuffer(bytes));
  }

  /** All of some buffers, one after the other, each from its position to its limit. */
  public static PeerBlock ofBuffers(List<ByteBuffer> buffers, int checksum) {
    long length = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    return new PeerBlock(
        length, checksum, Unpooled.wrappedBuffer(buffers.toArray(new ByteBuffer[0])));
  }

  /**
   * A section of a file.
   *
   * @param file open for reading; closed by whoever sends the block
   */
  public static PeerBlock ofFile(FileChannel file, long position, long length, int checksum) {
    return new PeerBlock(length, checksum, new DefaultFileRegion(file, position, length));
  }

  long length() {
    return length;
  }

  int checksum() {
    return checksum;
  }

  /** What Netty writes, once; it is released by that. */
  Object body() {
    return body;
  }
}
