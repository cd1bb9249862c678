package io.heddle.shuffle.client;

import io.heddle.shuffle.wire.Protocol;
import java.time.Duration;

/** What can be set on a client; every value has a default. Set before the client is made. */
public final class ShuffleClientOptions {
  private int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
  private int connectionsPerAddress = 1;
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration ioTimeout = Duration.ofSeconds(60);
  private Duration idleTimeout = Duration.ofSeconds(60);
  private int maxRetries = 4;
  private Duration retryWait = Duration.ofSeconds(1);
  private Duration maxRetryWait = Duration.ofSeconds(15);
  private long maxBytesInFlight = 48L << 20;
  private int maxBlocksPerAddress = 512;
  private int maxBlocksPerRequest = 256;

  /** Threads that receive; default: half of the processors, 1 to 4. */
  public ShuffleClientOptions threads(int threads) {
    this.threads = threads;
    return this;
  }

  /** Connections to one server, shared by all tasks; default 1. */
  public ShuffleClientOptions connectionsPerAddress(int connections) {
    this.connectionsPerAddress = connections;
    return this;
  }

  /** To connect and to be authenticated; default 10 seconds. */
  public ShuffleClientOptions connectTimeout(Duration timeout) {
    this.connectTimeout = timeout;
    return this;
  }

  /** A connection that owes us bytes and sends none for so long is closed; default 60 seconds. */
  public ShuffleClientOptions ioTimeout(Duration timeout) {
    this.ioTimeout = timeout;
    return this;
  }

  /**
   * A connection that nobody uses for so long is closed; default 60 seconds. Should be less than
   * the server's.
   */
  public ShuffleClientOptions idleTimeout(Duration timeout) {
    this.idleTimeout = timeout;
    return this;
  }

  /**
   * How often an address is tried again, when it has delivered nothing since the last time; default
   * 4.
   */
  public ShuffleClientOptions maxRetries(int retries) {
    this.maxRetries = retries;
    return this;
  }

  /** The wait before the first retry, doubled each time; default 1 second. */
  public ShuffleClientOptions retryWait(Duration wait) {
    this.retryWait = wait;
    return this;
  }

  /** The longest wait before a retry; default 15 seconds. */
  public ShuffleClientOptions maxRetryWait(Duration wait) {
    this.maxRetryWait = wait;
    return this;
  }

  /**
   * For each fetcher, the bytes that are asked for or received and not yet given back by its
   * caller; default 48 MiB. A larger block is fetched alone.
   */
  public ShuffleClientOptions maxBytesInFlight(long bytes) {
    this.maxBytesInFlight = bytes;
    return this;
  }

  /** For each fetcher, the blocks asked of one address and not yet received; default 512. */
  public ShuffleClientOptions maxBlocksPerAddress(int blocks) {
    this.maxBlocksPerAddress = blocks;
    return this;
  }

  /** Blocks in one request, at most 1,024; default 256. */
  public ShuffleClientOptions maxBlocksPerRequest(int blocks) {
    if (blocks < 1 || blocks > Protocol.MAX_BLOCKS_PER_REQUEST) {
      throw new IllegalArgumentException(blocks + " blocks in a request");
    }
    this.maxBlocksPerRequest = blocks;
    return this;
  }

  int threads() {
    return threads;
  }

  int connectionsPerAddress() {
    return connectionsPerAddress;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration ioTimeout() {
    return ioTimeout;
  }

  Duration idleTimeout() {
    return idleTimeout;
  }

  int maxRetries() {
    return maxRetries;
  }

  long maxBytesInFlight() {
    return maxBytesInFlight;
  }

  int maxBlocksPerAddress() {
    return maxBlocksPerAddress;
  }

  int maxBlocksPerRequest() {
    return maxBlocksPerRequest;
  }

  /** Milliseconds to wait before the retry that follows the {@code failures}-th failure. */
  long backOffMillis(int failures) {
    long factor = 1L << Math.min(20, Math.max(0, failures - 1));
    return Math.min(maxRetryWait.toMillis(), retryWait.toMillis() * factor);
  }
}
