package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The server's last frame on a connection that it ends, with the reason. */
public final class Refusal {
  private final RefusalCode code;
  private final String message;

  public Refusal(RefusalCode code, String message) {
    this.code = code;
    this.message = message;
  }

  public RefusalCode code() {
    return code;
  }

  public String message() {
    return message;
  }

  public ByteBuf encode(ByteBufAllocator allocator) {
    byte[] text = Frames.utf8(message, Protocol.MAX_MESSAGE_BYTES);
    ByteBuf out = Frames.start(allocator, Protocol.REFUSAL, 2 + 2 + text.length);
    out.writeShort(code.number());
    Frames.string(out, text);
    return out;
  }

  public static Refusal decode(FrameParser in) throws ProtocolException {
    RefusalCode code = RefusalCode.of(in.unsignedShort());
    String message = in.string(Protocol.MAX_MESSAGE_BYTES, "message");
    in.end();
    return new Refusal(code, message);
  }
}
