package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The server's answer to HELLO: its own nonce, and the proof that it knows the secret. */
public final class Challenge {
  private final byte[] nonce;
  private final byte[] proof;

  /** Keeps both arrays. */
  public Challenge(byte[] nonce, byte[] proof) {
    this.nonce = nonce;
    this.proof = proof;
  }

  public byte[] nonce() {
    return nonce;
  }

  public byte[] proof() {
    return proof;
  }

  public ByteBuf encode(ByteBufAllocator allocator) {
    return Frames.start(allocator, Protocol.CHALLENGE, Protocol.NONCE_BYTES + Protocol.PROOF_BYTES)
        .writeBytes(nonce)
        .writeBytes(proof);
  }

  public static Challenge decode(FrameParser in) throws ProtocolException {
    Challenge challenge =
        new Challenge(in.bytes(Protocol.NONCE_BYTES), in.bytes(Protocol.PROOF_BYTES));
    in.end();
    return challenge;
  }
}
