package io.heddle.driver.recovery;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/**
 * What a stage or a job computes, as a SHA-256 over all that decides it: equal ones give equal
 * results, as far as the user's code gives the same for the same.
 *
 * @param hex 64 digits
 */
public record Fingerprint(String hex) {
  private static final int BYTES = 32;

  public Fingerprint {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("not a fingerprint: " + hex);
    }
  }

  static Fingerprint of(byte[] sha256) {
    return new Fingerprint(HexFormat.of().formatHex(sha256));
  }

  /** Of bytes that {@link #bytes} gave. */
  static Fingerprint of(ByteString sha256) {
    return of(sha256.toByteArray());
  }

  ByteString bytes() {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  @Override
  public String toString() {
    return hex.substring(0, 12);
  }
}
