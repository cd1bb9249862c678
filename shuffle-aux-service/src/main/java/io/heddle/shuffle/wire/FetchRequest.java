package io.heddle.shuffle.wire;

import io.heddle.shuffle.file.MapOutputId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Asks for blocks. */
public final class FetchRequest {
  private static final int BLOCK_BYTES = 20;

  private final long requestId;
  private final List<BlockRange> blocks;

  /**
   * @param requestId chosen by the client, returned with each block
   * @param blocks 1 to {@link Protocol#MAX_BLOCKS_PER_REQUEST}; kept, not copied
   */
  public FetchRequest(long requestId, List<BlockRange> blocks) {
    if (blocks.isEmpty() || blocks.size() > Protocol.MAX_BLOCKS_PER_REQUEST) {
      throw new IllegalArgumentException(blocks.size() + " blocks in a request");
    }
    this.requestId = requestId;
    this.blocks = Collections.unmodifiableList(blocks);
  }

  public long requestId() {
    return requestId;
  }

  public List<BlockRange> blocks() {
    return blocks;
  }

  public ByteBuf encode(ByteBufAllocator allocator) {
    ByteBuf out = Frames.start(allocator, Protocol.FETCH, 8 + 4 + BLOCK_BYTES * blocks.size());
    out.writeLong(requestId).writeInt(blocks.size());
    for (BlockRange block : blocks) {
      MapOutputId id = block.id();
      out.writeInt(id.shuffleId()).writeInt(id.mapId()).writeInt(id.attempt());
      out.writeInt(block.start()).writeInt(block.end());
    }
    return out;
  }

  public static FetchRequest decode(FrameParser in) throws ProtocolException {
    long requestId = in.int64();
    int count = in.int32(1, Protocol.MAX_BLOCKS_PER_REQUEST, "number of blocks");
    if (in.remaining() != count * BLOCK_BYTES) {
      throw new ProtocolException(in.remaining() + " bytes for " + count + " blocks");
    }
    List<BlockRange> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int shuffleId = in.int32(0, Integer.MAX_VALUE, "shuffle id");
      int mapId = in.int32(0, Integer.MAX_VALUE, "map id");
      int attempt = in.int32(0, Integer.MAX_VALUE, "attempt");
      int start = in.int32();
      int end = in.int32();
      if (!BlockRange.valid(start, end)) {
        throw new ProtocolException("partitions [" + start + ", " + end + ")");
      }
      blocks.add(new BlockRange(new MapOutputId(shuffleId, mapId, attempt), start, end));
    }
    in.end();
    return new FetchRequest(requestId, blocks);
  }
}
