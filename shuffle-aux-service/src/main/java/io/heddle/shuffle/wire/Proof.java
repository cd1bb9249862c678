package io.heddle.shuffle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proofs that a side knows an application's secret, as {@link Protocol} defines them. */
public final class Proof {
  private static final String ALGORITHM = "HmacSHA256";

  private Proof() {}

  public static byte[] ofServer(
      byte[] secret, String applicationId, byte[] clientNonce, byte[] serverNonce) {
    return compute("heddle-shuffle/1 server", secret, applicationId, clientNonce, serverNonce);
  }

  public static byte[] ofClient(
      byte[] secret, String applicationId, byte[] clientNonce, byte[] serverNonce) {
    return compute("heddle-shuffle/1 client", secret, applicationId, clientNonce, serverNonce);
  }

  /** Whether two proofs are the same, in a time that does not tell where they differ. */
  public static boolean same(byte[] expected, byte[] actual) {
    return MessageDigest.isEqual(expected, actual);
  }

  /** The PROOF frame. */
  public static ByteBuf encode(ByteBufAllocator allocator, byte[] proof) {
    return Frames.start(allocator, Protocol.PROOF, Protocol.PROOF_BYTES).writeBytes(proof);
  }

  public static byte[] decode(FrameParser in) throws ProtocolException {
    byte[] proof = in.bytes(Protocol.PROOF_BYTES);
    in.end();
    return proof;
  }

  /** The READY frame, which ends the opening. */
  public static ByteBuf encodeReady(ByteBufAllocator allocator) {
    return Frames.start(allocator, Protocol.READY, 0);
  }

  public static void decodeReady(FrameParser in) throws ProtocolException {
    in.end();
  }

  private static byte[] compute(
      String label, byte[] secret, String applicationId, byte[] clientNonce, byte[] serverNonce) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      byte[] id = Frames.utf8(applicationId, Protocol.MAX_APPLICATION_ID_BYTES);
      mac.update((byte) (id.length >>> 8));
      mac.update((byte) id.length);
      mac.update(id);
      mac.update(clientNonce);
      mac.update(serverNonce);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not available in this JVM", e);
    }
  }
}
