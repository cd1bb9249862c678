package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Asks a peer for one block by its name. */
public final class ReadRequest {
  private final long requestId;
  private final String block;

  /**
   * @param requestId chosen by the client, returned with the block
   * @param block at most {@link Protocol#MAX_BLOCK_NAME_BYTES} bytes of UTF-8
   */
  public ReadRequest(long requestId, String block) {
    if (block.isEmpty()
        || block.getBytes(StandardCharsets.UTF_8).length > Protocol.MAX_BLOCK_NAME_BYTES) {
      throw new IllegalArgumentException("not a block's name: '" + block + "'");
    }
    this.requestId = requestId;
    this.block = block;
  }

  public long requestId() {
    return requestId;
  }

  public String block() {
    return block;
  }

  public ByteBuf encode(ByteBufAllocator allocator) {
    byte[] name = Frames.utf8(block, Protocol.MAX_BLOCK_NAME_BYTES);
    ByteBuf out = Frames.start(allocator, Protocol.READ, 8 + 2 + name.length);
    out.writeLong(requestId);
    Frames.string(out, name);
    return out;
  }

  public static ReadRequest decode(FrameParser in) throws ProtocolException {
    long requestId = in.int64();
    String block = in.string(Protocol.MAX_BLOCK_NAME_BYTES, "block name");
    in.end();
    if (block.isEmpty()) {
      throw new ProtocolException("a block without a name");
    }
    return new ReadRequest(requestId, block);
  }
}
