package io.heddle.executor.shuffle;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.ShuffleSettings;
import io.heddle.shuffle.client.BlockAddress;
import io.heddle.shuffle.client.BlockFetchException;
import io.heddle.shuffle.client.BlockFetcher;
import io.heddle.shuffle.client.FetchLimits;
import io.heddle.shuffle.client.FetchedBlock;
import io.heddle.shuffle.client.LocalBlockReader;
import io.heddle.shuffle.client.ShuffleClient;
import io.heddle.shuffle.client.ShuffleClientOptions;
import io.heddle.shuffle.file.ShuffleDirectories;
import java.io.Closeable;
import java.util.List;
import java.util.Random;

/**
 * The executor's ways to map outputs: this host's disks, and the shuffle services of others. The
 * network client is made when first needed. Safe for all threads.
 */
public final class BlockAccess implements Closeable {
  private final String host;
  private final String applicationId;
  private final byte[] secret;
  private final LocalBlockReader local;
  private final ShuffleClientOptions options;
  private final long maxBytesInFlight;
  private ShuffleClient client;
  private boolean closed;

  /**
   * @param host this executor's, as map output tables name it
   * @param secret the application's; kept, not copied
   */
  public BlockAccess(
      String host,
      String applicationId,
      byte[] secret,
      ShuffleDirectories directories,
      HeddleConf conf) {
    this.host = host;
    this.applicationId = applicationId;
    this.secret = secret;
    this.local = new LocalBlockReader(directories);
    this.maxBytesInFlight = conf.get(ShuffleSettings.MAX_IN_FLIGHT).bytes();
    this.options =
        new ShuffleClientOptions()
            .maxBytesInFlight(maxBytesInFlight)
            .maxRetries(conf.get(ShuffleSettings.FETCH_RETRIES))
            .retryWait(conf.get(ShuffleSettings.FETCH_RETRY_WAIT))
            .connectTimeout(conf.get(ShuffleSettings.CONNECT_TIMEOUT));
  }

  /** Whether outputs of a location can be read from disk. */
  boolean isLocal(String outputHost) {
    return outputHost.equals(host);
  }

  /** Reads a block of this host; one that is larger stays in its file. */
  FetchedBlock readLocal(BlockAddress address, long largestInMemory) throws BlockFetchException {
    return local.read(address, largestInMemory);
  }

  /** Begins to fetch; the fetcher is the caller's to close. */
  BlockFetcher fetch(List<BlockAddress> blocks, FetchLimits limits) {
    return client().fetch(blocks, limits, new Random());
  }

  /** The most that a task should have under way. */
  long maxBytesInFlight() {
    return maxBytesInFlight;
  }

  private synchronized ShuffleClient client() {
    if (closed) {
      throw new IllegalStateException("the executor is closed");
    }
    if (client == null) {
      client = new ShuffleClient(applicationId, secret, options);
    }
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close();
    }
  }
}
