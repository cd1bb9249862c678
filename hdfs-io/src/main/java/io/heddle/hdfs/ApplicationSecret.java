package io.heddle.hdfs;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * The secret that the processes of one application share: 32 random bytes, made by the submit
 * client, carried in the containers' credentials only, never on a command line or in a log.
 */
public final class ApplicationSecret {
  private static final Text KEY = new Text("heddle.application.secret");
  private static final int BYTES = 32;

  private ApplicationSecret() {}

  /** A new secret. */
  public static byte[] create() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  public static void put(Credentials credentials, byte[] secret) {
    credentials.addSecretKey(KEY, secret);
  }

  /**
   * @throws HeddleException AUTHENTICATION_FAILED when the credentials hold none
   */
  public static byte[] from(Credentials credentials) {
    byte[] secret = credentials.getSecretKey(KEY);
    if (secret == null) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED, "the container's credentials hold no secret");
    }
    return secret;
  }

  /**
   * The secret of the container that this process runs in.
   *
   * @throws HeddleException AUTHENTICATION_FAILED when there is none
   */
  public static byte[] ofContainer() {
    String location = System.getenv("HADOOP_TOKEN_FILE_LOCATION");
    if (location == null) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED, "HADOOP_TOKEN_FILE_LOCATION is not set");
    }
    Credentials credentials = new Credentials();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(Path.of(location)))) {
      credentials.readTokenStorageStream(in);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED, "the container's credentials cannot be read", e);
    }
    return from(credentials);
  }
}
