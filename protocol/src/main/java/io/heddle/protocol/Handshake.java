package io.heddle.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proofs that both ends of an executor's stream hold the application's secret, without sending it:
 * HMAC-SHA256 over a role, both nonces and the executor's id. The roles differ, so that a proof
 * cannot be sent back to its maker. Stateless; safe for all threads.
 */
public final class Handshake {
  public static final int NONCE_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Handshake() {}

  /** A fresh nonce of {@link #NONCE_BYTES}. */
  public static byte[] nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return nonce;
  }

  /** What the driver shows an executor. */
  public static byte[] driverProof(
      byte[] secret, byte[] executorNonce, byte[] driverNonce, String executorId) {
    return hmac(secret, "heddle-driver", executorNonce, driverNonce, executorId);
  }

  /** What an executor shows the driver. */
  public static byte[] executorProof(
      byte[] secret, byte[] executorNonce, byte[] driverNonce, String executorId) {
    return hmac(secret, "heddle-executor", driverNonce, executorNonce, executorId);
  }

  /** Compares in time that does not depend on where the two differ. */
  public static boolean matches(byte[] expected, byte[] shown) {
    return MessageDigest.isEqual(expected, shown);
  }

  private static byte[] hmac(
      byte[] secret, String role, byte[] first, byte[] second, String executorId) {
    if (first.length != NONCE_BYTES || second.length != NONCE_BYTES) {
      // Fixed lengths keep the parts of the message apart.
      throw new IllegalArgumentException("a nonce has " + NONCE_BYTES + " bytes");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(role.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      mac.update(first);
      mac.update(second);
      return mac.doFinal(executorId.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
