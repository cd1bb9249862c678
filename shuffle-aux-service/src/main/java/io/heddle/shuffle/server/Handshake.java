package io.heddle.shuffle.server;

import io.heddle.shuffle.wire.Challenge;
import io.heddle.shuffle.wire.Hello;
import io.heddle.shuffle.wire.Proof;
import io.heddle.shuffle.wire.Protocol;
import java.security.SecureRandom;

/** The server's half of a connection's opening, from a hello whose application is known. */
final class Handshake {
  private final byte[] expected;
  private final Challenge challenge;

  private Handshake(byte[] expected, Challenge challenge) {
    this.expected = expected;
    this.challenge = challenge;
  }

  /**
   * @param secret what both sides must know of {@code applicationId}; not kept
   */
  static Handshake answering(
      Hello hello, String applicationId, byte[] secret, SecureRandom random) {
    byte[] nonce = new byte[Protocol.NONCE_BYTES];
    random.nextBytes(nonce);
    return new Handshake(
        Proof.ofClient(secret, applicationId, hello.nonce(), nonce),
        new Challenge(nonce, Proof.ofServer(secret, applicationId, hello.nonce(), nonce)));
  }

  /** What the client is to answer with a proof; it proves this side too. */
  Challenge challenge() {
    return challenge;
  }

  /** Compares in a time that does not depend on where the proofs differ. */
  boolean accepts(byte[] proof) {
    return Proof.same(expected, proof);
  }
}
