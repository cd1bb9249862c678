package io.heddle.shuffle.client;

import io.heddle.shuffle.wire.Challenge;
import io.heddle.shuffle.wire.FrameParser;
import io.heddle.shuffle.wire.Hello;
import io.heddle.shuffle.wire.Proof;
import io.heddle.shuffle.wire.Protocol;
import io.heddle.shuffle.wire.ProtocolException;
import io.heddle.shuffle.wire.Refusal;
import io.heddle.shuffle.wire.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.security.SecureRandom;

/** The client's part in opening one connection: {@code HELLO sent → PROOF sent → done}. */
final class ClientOpening {
  private final String applicationId;
  private final byte[] secret;
  private final byte[] nonce = new byte[Protocol.NONCE_BYTES];
  private boolean proven;

  ClientOpening(String applicationId, byte[] secret, SecureRandom random) {
    this.applicationId = applicationId;
    this.secret = secret;
    random.nextBytes(nonce);
  }

  ByteBuf hello(ByteBufAllocator allocator) {
    return new Hello(applicationId, nonce).encode(allocator);
  }

  /**
   * Takes the server's next frame.
   *
   * @return what to send; null when the connection is open
   * @throws RefusedException when one side does not accept the other
   */
  ByteBuf onFrame(ByteBufAllocator allocator, byte type, FrameParser body) throws IOException {
    if (type == Protocol.REFUSAL) {
      throw refused(body);
    }
    if (!proven && type == Protocol.CHALLENGE) {
      Challenge challenge = Challenge.decode(body);
      byte[] expected = Proof.ofServer(secret, applicationId, nonce, challenge.nonce());
      if (!Proof.same(expected, challenge.proof())) {
        throw new RefusedException("the server does not know the secret of " + applicationId);
      }
      proven = true;
      return Proof.encode(
          allocator, Proof.ofClient(secret, applicationId, nonce, challenge.nonce()));
    }
    if (proven && type == Protocol.READY) {
      Proof.decodeReady(body);
      return null;
    }
    throw new ProtocolException("frame of type " + type + " while opening");
  }

  static IOException refused(FrameParser body) throws ProtocolException {
    Refusal refusal = Refusal.decode(body);
    String text = refusal.code() + ": " + refusal.message();
    return refusal.code() == RefusalCode.OVERLOADED
        ? new IOException(text)
        : new RefusedException(text);
  }
}
