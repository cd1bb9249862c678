package io.heddle.shuffle.server;

import java.time.Duration;

/** What can be set on a server; every value has a default. Set before the server starts. */
public final class ShuffleServerOptions {
  private int threads = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
  private Duration idleTimeout = Duration.ofMinutes(3);
  private Duration openingTimeout = Duration.ofSeconds(15);
  private int maxConnections = 8192;
  private long indexCacheBytes = 32L << 20;

  /** Threads that serve connections; default: one per processor, 2 to 8. */
  public ShuffleServerOptions threads(int threads) {
    this.threads = threads;
    return this;
  }

  /** A connection on which nothing moves for so long is closed; default 3 minutes. */
  public ShuffleServerOptions idleTimeout(Duration timeout) {
    this.idleTimeout = timeout;
    return this;
  }

  /** A connection that is not authenticated after so long is closed; default 15 seconds. */
  public ShuffleServerOptions openingTimeout(Duration timeout) {
    this.openingTimeout = timeout;
    return this;
  }

  /** Connections over this number are refused; default 8192. */
  public ShuffleServerOptions maxConnections(int connections) {
    this.maxConnections = connections;
    return this;
  }

  /** Memory for indexes that were read already, in bytes; default 32 MiB. */
  public ShuffleServerOptions indexCacheBytes(long bytes) {
    this.indexCacheBytes = bytes;
    return this;
  }

  int threads() {
    return threads;
  }

  Duration idleTimeout() {
    return idleTimeout;
  }

  Duration openingTimeout() {
    return openingTimeout;
  }

  int maxConnections() {
    return maxConnections;
  }

  long indexCacheBytes() {
    return indexCacheBytes;
  }
}
