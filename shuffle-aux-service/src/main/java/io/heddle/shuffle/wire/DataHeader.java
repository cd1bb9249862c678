package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What precedes the bytes of a peer's block, or stands in their place when there are none. */
public final class DataHeader {
  private final long requestId;
  private final BlockStatus status;
  private final String message;
  private final long length;
  private final int checksum;

  private DataHeader(
      long requestId, BlockStatus status, String message, long length, int checksum) {
    this.requestId = requestId;
    this.status = status;
    this.message = message;
    this.length = length;
    this.checksum = checksum;
  }

  public static DataHeader ok(long requestId, long length, int checksum) {
    return new DataHeader(requestId, BlockStatus.OK, "", length, checksum);
  }

  public static DataHeader failed(long requestId, BlockStatus status, String message) {
    return new DataHeader(requestId, status, message, 0, 0);
  }

  public long requestId() {
    return requestId;
  }

  public BlockStatus status() {
    return status;
  }

  /** Empty when the status is OK. */
  public String message() {
    return message;
  }

  /** Bytes that follow the frame. */
  public long length() {
    return length;
  }

  /** CRC32C of these bytes. */
  public int checksum() {
    return checksum;
  }

  public ByteBuf encode(ByteBufAllocator allocator) {
    if (status == BlockStatus.OK) {
      ByteBuf out = Frames.start(allocator, Protocol.DATA, 8 + 1 + 8 + 4);
      return out.writeLong(requestId)
          .writeByte(status.number())
          .writeLong(length)
          .writeInt(checksum);
    }
    byte[] text = Frames.utf8(message, Protocol.MAX_MESSAGE_BYTES);
    ByteBuf out = Frames.start(allocator, Protocol.DATA, 8 + 1 + 2 + text.length);
    out.writeLong(requestId).writeByte(status.number());
    Frames.string(out, text);
    return out;
  }

  public static DataHeader decode(FrameParser in) throws ProtocolException {
    long requestId = in.int64();
    BlockStatus status = BlockStatus.of(in.unsignedByte());
    DataHeader header;
    if (status == BlockStatus.OK) {
      long length = in.int64();
      if (length < 0) {
        throw new ProtocolException("a block of " + length + " bytes");
      }
      header = ok(requestId, length, in.int32());
    } else {
      header = failed(requestId, status, in.string(Protocol.MAX_MESSAGE_BYTES, "message"));
    }
    in.end();
    return header;
  }
}
