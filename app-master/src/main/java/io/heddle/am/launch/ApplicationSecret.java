package io.heddle.am.launch;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.security.SecureRandom;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * An application's secret: made by the client, carried in the containers' credentials, never in a
 * log or on a command line.
 */
public final class ApplicationSecret {
  public static final int BYTES = 32;
  private static final Text ALIAS = new Text("heddle.application.secret");

  private ApplicationSecret() {}

  /** A fresh secret. */
  public static byte[] create() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  public static void put(Credentials credentials, byte[] secret) {
    credentials.addSecretKey(ALIAS, secret);
  }

  /**
   * @throws HeddleException AUTHENTICATION_FAILED when the credentials hold none
   */
  public static byte[] get(Credentials credentials) {
    byte[] secret = credentials.getSecretKey(ALIAS);
    if (secret == null) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED, "the container's credentials hold no secret");
    }
    return secret;
  }
}
