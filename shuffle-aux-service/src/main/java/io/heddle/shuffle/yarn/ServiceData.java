package io.heddle.shuffle.yarn;

import java.nio.ByteBuffer;

/**
 * What an application and the service tell each other through YARN, big-endian.
 *
 * <pre>
 *   application to service (service data of a container launch):
 *        2  version, 1
 *        2  length of the secret, at least 16
 *        …  secret
 *   service to application (meta data; the answer to a container launch, and in a container's
 *   environment):
 *        4  port
 *        2  version of the shuffle protocol
 * </pre>
 *
 * Uses the JDK only, so that it can be called without Hadoop. A parse leaves the buffer's position
 * alone.
 */
public final class ServiceData {
  private static final short VERSION = 1;
  private static final int HEADER_BYTES = 4;
  private static final int META_DATA_BYTES = 6;

  private ServiceData() {}

  /** The service data that carries an application's secret, at position 0. */
  public static ByteBuffer ofSecret(byte[] secret) {
    if (secret.length > 0xFFFF) {
      throw new IllegalArgumentException("secret of " + secret.length + " bytes");
    }
    ByteBuffer data = ByteBuffer.allocate(HEADER_BYTES + secret.length);
    data.putShort(VERSION).putShort((short) secret.length).put(secret);
    data.flip();
    return data;
  }

  /**
   * The secret in an application's service data.
   *
   * @throws IllegalArgumentException when the data are null or are not in this format
   */
  public static byte[] secret(ByteBuffer data) {
    if (data == null || data.remaining() < HEADER_BYTES) {
      throw new IllegalArgumentException("no service data with a secret");
    }
    ByteBuffer in = data.duplicate();
    short version = in.getShort();
    int length = in.getShort() & 0xFFFF;
    if (version != VERSION || length != in.remaining()) {
      throw new IllegalArgumentException(
          "service data of version " + version + ", " + in.remaining() + " bytes of secret");
    }
    byte[] secret = new byte[length];
    in.get(secret);
    return secret;
  }

  static ByteBuffer ofPort(int port, short protocolVersion) {
    ByteBuffer data = ByteBuffer.allocate(META_DATA_BYTES);
    data.putInt(port).putShort(protocolVersion);
    data.flip();
    return data;
  }

  /**
   * The port in the service's meta data.
   *
   * @throws IllegalArgumentException when the data are null or are not in this format
   */
  public static int port(ByteBuffer metaData) {
    checkMetaData(metaData);
    return metaData.getInt(metaData.position());
  }

  /** The version of the shuffle protocol in the service's meta data. */
  public static short protocolVersion(ByteBuffer metaData) {
    checkMetaData(metaData);
    return metaData.getShort(metaData.position() + 4);
  }

  private static void checkMetaData(ByteBuffer metaData) {
    if (metaData == null || metaData.remaining() < META_DATA_BYTES) {
      throw new IllegalArgumentException("no meta data of the shuffle service");
    }
  }
}
