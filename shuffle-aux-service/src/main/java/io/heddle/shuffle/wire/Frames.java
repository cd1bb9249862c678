package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes frames. */
final class Frames {
  private Frames() {}

  /** A buffer that holds the length, the type and room for a body of exactly that many bytes. */
  static ByteBuf start(ByteBufAllocator allocator, byte type, int bodyBytes) {
    return allocator.buffer(5 + bodyBytes).writeInt(1 + bodyBytes).writeByte(type);
  }

  /** The bytes of a string field, cut to at most {@code maxBytes} at a character's start. */
  static byte[] utf8(String text, int maxBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxBytes) {
      return bytes;
    }
    int end = maxBytes;
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  static void string(ByteBuf out, byte[] utf8) {
    out.writeShort(utf8.length).writeBytes(utf8);
  }
}
