package io.heddle.am;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** The credentials that executors get. */
final class MasterTokens {
  private MasterTokens() {}

  /**
   * All of the master's but the token by which it speaks to the ResourceManager: with that one, any
   * task could speak for the application.
   */
  static ByteBuffer forExecutors(Credentials master) throws IOException {
    Credentials executors = new Credentials();
    for (Token<? extends TokenIdentifier> token : master.getAllTokens()) {
      if (!token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
        executors.addToken(token.getService(), token);
      }
    }
    master
        .getAllSecretKeys()
        .forEach(alias -> executors.addSecretKey(alias, master.getSecretKey(alias)));
    DataOutputBuffer bytes = new DataOutputBuffer();
    executors.writeTokenStorageToStream(bytes);
    return ByteBuffer.wrap(bytes.getData(), 0, bytes.getLength());
  }
}
