package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The client's first frame. */
public final class Hello {
  private final int version;
  private final String applicationId;
  private final byte[] nonce;

  /**
   * @param nonce {@link Protocol#NONCE_BYTES} bytes; kept, not copied
   */
  public Hello(String applicationId, byte[] nonce) {
    this(Protocol.VERSION, applicationId, nonce);
  }

  private Hello(int version, String applicationId, byte[] nonce) {
    this.version = version;
    this.applicationId = applicationId;
    this.nonce = nonce;
  }

  public int version() {
    return version;
  }

  public String applicationId() {
    return applicationId;
  }

  public byte[] nonce() {
    return nonce;
  }

  public ByteBuf encode(ByteBufAllocator allocator) {
    byte[] id = Frames.utf8(applicationId, Protocol.MAX_APPLICATION_ID_BYTES);
    ByteBuf out =
        Frames.start(allocator, Protocol.HELLO, 4 + 2 + 2 + id.length + Protocol.NONCE_BYTES);
    out.writeInt(Protocol.MAGIC).writeShort(version);
    Frames.string(out, id);
    return out.writeBytes(nonce);
  }

  /** Of another version only the version is read; the rest is empty then. */
  public static Hello decode(FrameParser in) throws ProtocolException {
    if (in.int32() != Protocol.MAGIC) {
      throw new ProtocolException("not a shuffle client");
    }
    int version = in.unsignedShort();
    if (version != Protocol.VERSION) {
      return new Hello(version, "", new byte[0]);
    }
    String id = in.string(Protocol.MAX_APPLICATION_ID_BYTES, "application id");
    byte[] nonce = in.bytes(Protocol.NONCE_BYTES);
    in.end();
    return new Hello(version, id, nonce);
  }
}
