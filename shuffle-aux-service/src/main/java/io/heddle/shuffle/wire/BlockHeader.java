package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What precedes the bytes of a block, or stands in their place when there are none to send. */
public final class BlockHeader {
  private static final int PARTITION_BYTES = 12;

  private final long requestId;
  private final int ordinal;
  private final BlockStatus status;
  private final String message;
  private final long[] lengths;
  private final int[] checksums;

  private BlockHeader(
      long requestId,
      int ordinal,
      BlockStatus status,
      String message,
      long[] lengths,
      int[] checksums) {
    this.requestId = requestId;
    this.ordinal = ordinal;
    this.status = status;
    this.message = message;
    this.lengths = lengths;
    this.checksums = checksums;
  }

  /** Keeps both arrays, which have one element for each partition of the block. */
  public static BlockHeader ok(long requestId, int ordinal, long[] lengths, int[] checksums) {
    return new BlockHeader(requestId, ordinal, BlockStatus.OK, "", lengths, checksums);
  }

  public static BlockHeader failed(
      long requestId, int ordinal, BlockStatus status, String message) {
    return new BlockHeader(requestId, ordinal, status, message, new long[0], new int[0]);
  }

  public long requestId() {
    return requestId;
  }

  public int ordinal() {
    return ordinal;
  }

  public BlockStatus status() {
    return status;
  }

  /** Empty when the status is OK. */
  public String message() {
    return message;
  }

  /** Number of partitions; 0 unless the status is OK. */
  public int partitions() {
    return lengths.length;
  }

  /** Bytes of the block's {@code i}-th partition. */
  public long length(int i) {
    return lengths[i];
  }

  /** CRC32C of the block's {@code i}-th partition. */
  public int checksum(int i) {
    return checksums[i];
  }

  /** Bytes that follow the frame. */
  public long totalLength() {
    long total = 0;
    for (long length : lengths) {
      total += length;
    }
    return total;
  }

  public ByteBuf encode(ByteBufAllocator allocator) {
    if (status != BlockStatus.OK) {
      byte[] text = Frames.utf8(message, Protocol.MAX_MESSAGE_BYTES);
      ByteBuf out = Frames.start(allocator, Protocol.BLOCK, 8 + 4 + 1 + 2 + text.length);
      out.writeLong(requestId).writeInt(ordinal).writeByte(status.number());
      Frames.string(out, text);
      return out;
    }
    int bodyBytes = 8 + 4 + 1 + 4 + PARTITION_BYTES * lengths.length;
    ByteBuf out = Frames.start(allocator, Protocol.BLOCK, bodyBytes);
    out.writeLong(requestId).writeInt(ordinal).writeByte(status.number());
    out.writeInt(lengths.length);
    for (int i = 0; i < lengths.length; i++) {
      out.writeLong(lengths[i]).writeInt(checksums[i]);
    }
    return out;
  }

  public static BlockHeader decode(FrameParser in) throws ProtocolException {
    long requestId = in.int64();
    int ordinal = in.int32(0, Protocol.MAX_BLOCKS_PER_REQUEST - 1, "ordinal");
    BlockStatus status = BlockStatus.of(in.unsignedByte());
    if (status != BlockStatus.OK) {
      String message = in.string(Protocol.MAX_MESSAGE_BYTES, "message");
      in.end();
      return failed(requestId, ordinal, status, message);
    }
    int count = in.int32(1, Protocol.MAX_PARTITIONS_PER_BLOCK, "number of partitions");
    if (in.remaining() != count * PARTITION_BYTES) {
      throw new ProtocolException(in.remaining() + " bytes for " + count + " partitions");
    }
    long[] lengths = new long[count];
    int[] checksums = new int[count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      lengths[i] = in.int64();
      checksums[i] = in.int32();
      total += lengths[i];
      if (lengths[i] < 0 || total < 0) {
        throw new ProtocolException("partition of " + lengths[i] + " bytes");
      }
    }
    in.end();
    return ok(requestId, ordinal, lengths, checksums);
  }
}
