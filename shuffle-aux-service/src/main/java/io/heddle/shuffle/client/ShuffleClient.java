package io.heddle.shuffle.client;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Fetches an application's map outputs from the shuffle servers of its nodes. One per executor; all
 * methods may be called by any thread. Connections are opened when first needed and shared by all
 * fetchers.
 */
public final class ShuffleClient implements Closeable {
  private final ShuffleClientOptions options;
  private final ConnectionPool pool;
  private final Set<BlockFetcher> fetchers = new HashSet<>();
  private boolean closed;

  /**
   * @param secret of the application; copied
   */
  public ShuffleClient(String applicationId, byte[] secret, ShuffleClientOptions options) {
    this.options = options;
    this.pool = new ConnectionPool(applicationId, secret.clone(), options);
  }

  /** Begins to fetch; see {@link #fetch(List, Random)}. */
  public BlockFetcher fetch(List<BlockAddress> blocks) {
    return fetch(blocks, new Random());
  }

  /**
   * Begins to fetch at once, up to the limits.
   *
   * @param blocks in any order; those of one address are asked for in the order given
   * @param random decides the order of addresses; used during the call only
   * @return to be closed by the caller, also when all blocks were delivered
   */
  public BlockFetcher fetch(List<BlockAddress> blocks, Random random) {
    return fetch(blocks, new FetchLimits(options.maxBytesInFlight(), Long.MAX_VALUE, null), random);
  }

  /** As {@link #fetch(List, Random)}, within limits of its own in place of the client's. */
  public BlockFetcher fetch(List<BlockAddress> blocks, FetchLimits limits, Random random) {
    BlockFetcher[] self = new BlockFetcher[1];
    BlockFetcher fetcher =
        new BlockFetcher(blocks, options, limits, pool, random, () -> forget(self[0]));
    self[0] = fetcher;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("shuffle client is closed");
      }
      fetchers.add(fetcher);
    }
    fetcher.pump();
    return fetcher;
  }

  private synchronized void forget(BlockFetcher fetcher) {
    fetchers.remove(fetcher);
  }

  /** Connections open now. */
  public int openConnections() {
    return pool.size();
  }

  /** Closes all fetchers, connections and threads. */
  @Override
  public void close() {
    List<BlockFetcher> open;
    synchronized (this) {
      closed = true;
      open = new ArrayList<>(fetchers);
    }
    for (BlockFetcher fetcher : open) {
      fetcher.close();
    }
    pool.close();
  }
}
