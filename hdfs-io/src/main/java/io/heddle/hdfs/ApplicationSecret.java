package io.heddle.hdfs;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * The secret that the processes of one application share: 32 random bytes, made by the submit
 * client, carried in the containers' credentials under the secret key name {@code
 * heddle.application.secret} only, never on a command line or in a log.
 */
public final class ApplicationSecret {
  private static final Text KEY = new Text("heddle.application.secret");
  private static final int BYTES = 32;
  private static final String TOKEN_FILE = "HADOOP_TOKEN_FILE_LOCATION";

  private ApplicationSecret() {}

  /** A new secret, the caller's. */
  public static byte[] create() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /** Puts the secret, which is kept and not copied, in place of any other. */
  public static void put(Credentials credentials, byte[] secret) {
    credentials.addSecretKey(KEY, secret);
  }

  /**
   * @throws HeddleException AUTHENTICATION_FAILED when the credentials hold none
   */
  public static byte[] from(Credentials credentials) {
    byte[] secret = credentials.getSecretKey(KEY);
    if (secret == null || secret.length != BYTES) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED,
          "the container's credentials hold no secret of the application");
    }
    return secret;
  }

  /**
   * The secret of the container that this process runs in. Neither the Hadoop configuration nor the
   * user's login is loaded for it.
   *
   * @throws HeddleException AUTHENTICATION_FAILED when there is none
   */
  public static byte[] ofContainer() {
    return from(containerCredentials(System.getenv()));
  }

  /**
   * All credentials that YARN gave to the container that this process runs in.
   *
   * @throws HeddleException AUTHENTICATION_FAILED when they cannot be read
   */
  public static Credentials containerCredentials() {
    return containerCredentials(System.getenv());
  }

  static Credentials containerCredentials(Map<String, String> environment) {
    String location = environment.get(TOKEN_FILE);
    if (location == null) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED,
          TOKEN_FILE + " is not set: this process was not started by YARN");
    }
    Credentials credentials = new Credentials();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(location))))) {
      credentials.readTokenStorageStream(in);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED,
          "the container's credentials in '" + location + "' cannot be read: " + e.getMessage(),
          e);
    }
    return credentials;
  }
}
