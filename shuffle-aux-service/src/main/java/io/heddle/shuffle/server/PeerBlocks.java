package io.heddle.shuffle.server;

import java.io.IOException;

/**
 * The blocks that a process serves to its peers. Called by threads of the server, several at once.
 */
@FunctionalInterface
public interface PeerBlocks {
  /**
   * Finds a block.
   *
   * @param name as a peer asked for it; any text
   * @return null when there is no such block
   * @throws IOException when it is there and cannot be read
   */
  PeerBlock find(String name) throws IOException;
}
