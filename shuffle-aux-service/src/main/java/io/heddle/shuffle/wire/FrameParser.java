package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one frame's body; every read checks that the bytes are there. */
public final class FrameParser {
  private final ByteBuf body;

  /** Reads from the buffer's reader index to its writer index; does not take ownership. */
  public FrameParser(ByteBuf body) {
    this.body = body;
  }

  int remaining() {
    return body.readableBytes();
  }

  int unsignedByte() throws ProtocolException {
    need(1);
    return body.readUnsignedByte();
  }

  int unsignedShort() throws ProtocolException {
    need(2);
    return body.readUnsignedShort();
  }

  int int32() throws ProtocolException {
    need(4);
    return body.readInt();
  }

  long int64() throws ProtocolException {
    need(8);
    return body.readLong();
  }

  /** An integer that must lie between the two bounds, both allowed. */
  int int32(int least, int most, String what) throws ProtocolException {
    int value = int32();
    if (value < least || value > most) {
      throw new ProtocolException(what + " is " + value + ", must be " + least + " to " + most);
    }
    return value;
  }

  byte[] bytes(int count) throws ProtocolException {
    need(count);
    byte[] bytes = new byte[count];
    body.readBytes(bytes);
    return bytes;
  }

  String string(int maxBytes, String what) throws ProtocolException {
    int length = unsignedShort();
    if (length > maxBytes) {
      throw new ProtocolException(what + " has " + length + " bytes, at most " + maxBytes);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(length))).toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolException(what + " is not UTF-8");
    }
  }

  /** To be called after the last field. */
  void end() throws ProtocolException {
    if (body.isReadable()) {
      throw new ProtocolException(body.readableBytes() + " bytes too many in a frame");
    }
  }

  private void need(int count) throws ProtocolException {
    if (body.readableBytes() < count) {
      throw new ProtocolException("frame ends " + (count - body.readableBytes()) + " bytes early");
    }
  }
}
