package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Cuts what arrives on a connection into frames, and into the unframed bytes that a subclass says
 * come next. At most one frame is held in memory, and only as much as its limit allows. After a
 * protocol error everything that still arrives is dropped.
 *
 * <p>All methods run on the channel's event loop.
 */
public abstract class FrameDecoder extends ChannelInboundHandlerAdapter {
  private final byte[] lengthField = new byte[4];
  private int lengthFieldBytes;
  private int maxFrameBytes = Protocol.MAX_OPENING_FRAME_BYTES;
  private byte[] frame;
  private int frameBytes;
  private long rawBytes;
  private boolean failed;

  /** A whole frame has arrived. The parser is valid during the call. */
  protected abstract void onFrame(ChannelHandlerContext ctx, byte type, FrameParser body)
      throws ProtocolException;

  /** The next unframed bytes, at least one; the buffer is valid during the call. */
  protected abstract void onRaw(ChannelHandlerContext ctx, ByteBuf bytes) throws ProtocolException;

  /** The other side broke the protocol; called once. */
  protected abstract void onProtocolError(ChannelHandlerContext ctx, ProtocolException error);

  /** From now on the larger limit of an authenticated connection holds. */
  protected final void allowLargeFrames() {
    maxFrameBytes = Protocol.MAX_FRAME_BYTES;
  }

  /** The next {@code count} bytes are not a frame. To be called from {@link #onFrame}. */
  protected final void expectRaw(long count) {
    rawBytes = count;
  }

  /** Drops everything that arrives from now on. */
  protected final void stopDecoding() {
    failed = true;
    frame = null;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      ByteBuf in = (ByteBuf) message;
      while (!failed && in.isReadable()) {
        if (rawBytes > 0) {
          raw(ctx, in);
        } else if (frame == null) {
          length(in);
        } else {
          body(ctx, in);
        }
      }
    } catch (ProtocolException e) {
      stopDecoding();
      onProtocolError(ctx, e);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void raw(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolException {
    int count = (int) Math.min(rawBytes, in.readableBytes());
    rawBytes -= count;
    onRaw(ctx, in.readSlice(count));
  }

  private void length(ByteBuf in) throws ProtocolException {
    lengthField[lengthFieldBytes++] = in.readByte();
    if (lengthFieldBytes < lengthField.length) {
      return;
    }
    lengthFieldBytes = 0;
    int length =
        lengthField[0] << 24
            | (lengthField[1] & 0xFF) << 16
            | (lengthField[2] & 0xFF) << 8
            | (lengthField[3] & 0xFF);
    if (length < 1 || length > maxFrameBytes) {
      throw new ProtocolException(
          "frame of " + (length & 0xFFFFFFFFL) + " bytes, at most " + maxFrameBytes);
    }
    frame = new byte[length];
    frameBytes = 0;
  }

  private void body(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolException {
    int count = Math.min(frame.length - frameBytes, in.readableBytes());
    in.readBytes(frame, frameBytes, count);
    frameBytes += count;
    if (frameBytes == frame.length) {
      byte[] whole = frame;
      frame = null;
      onFrame(ctx, whole[0], new FrameParser(Unpooled.wrappedBuffer(whole, 1, whole.length - 1)));
    }
  }
}
