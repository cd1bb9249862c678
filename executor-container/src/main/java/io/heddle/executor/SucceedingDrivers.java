package io.heddle.executor;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.DriverFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The drivers of one attempt after the other, as {@link DriverFiles} in the application's directory
 * name them.
 */
final class SucceedingDrivers implements DriverFinder, AutoCloseable {
  private final String directory;
  private final Duration patience;
  private final BiFunction<String, Integer, ManagedChannel> connector;
  private ManagedChannel channel;
  private int attempt;
  private boolean closed;

  /**
   * @param directory the application's, qualified; empty when there is one driver only
   * @param patience how long to look for the next driver
   * @param attempt that the first driver belongs to
   * @param channel to it; closed by this
   * @param connector makes a channel to a host and port
   */
  SucceedingDrivers(
      String directory,
      Duration patience,
      int attempt,
      ManagedChannel channel,
      BiFunction<String, Integer, ManagedChannel> connector) {
    this.directory = directory;
    this.patience = patience;
    this.attempt = attempt;
    this.channel = channel;
    this.connector = connector;
  }

  @Override
  public synchronized Channel channel() {
    return channel;
  }

  @Override
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public boolean look(HeddleConf conf) throws IOException {
    if (directory.isEmpty()) {
      return false;
    }
    Optional<DriverFiles.Address> newest = DriverFiles.in(directory, conf).newest();
    synchronized (this) {
      if (newest.isEmpty() || newest.get().attempt() <= attempt || closed) {
        return false;
      }
      attempt = newest.get().attempt();
      channel.shutdownNow();
      channel = connector.apply(newest.get().host(), newest.get().port());
      return true;
    }
  }

  @Override
  public Duration patience() {
    return patience;
  }

  /** Closes the channel, with a moment for what is still to be sent. */
  @Override
  public void close() throws InterruptedException {
    ManagedChannel closing;
    synchronized (this) {
      closed = true;
      closing = channel;
    }
    closing.shutdown();
    if (!closing.awaitTermination(1, TimeUnit.SECONDS)) {
      closing.shutdownNow();
    }
  }
}
