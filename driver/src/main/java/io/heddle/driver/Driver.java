package io.heddle.driver;

import io.heddle.rdd.spi.JobRunner;

/**
 * One application's driver: a server that executors connect to, the scheduler, and the runner that
 * programs submit jobs through. All methods may be called by any thread.
 */
public final class Driver implements AutoCloseable {
  private Driver() {}

  /**
   * Starts server and scheduler and asks the provider for executors. Returns when executors can
   * connect; does not wait for them.
   *
   * @throws io.heddle.error.HeddleException CONNECTION_FAILED when the address cannot be bound
   */
  public static Driver start(DriverOptions options) {
    throw new UnsupportedOperationException(options.applicationId() + ": being built");
  }

  /** The port executors connect to; 0 when in-process. */
  public int rpcPort() {
    return 0;
  }

  /** What programs submit jobs through. Closing it fails jobs under way, not the driver. */
  public JobRunner jobRunner() {
    throw new UnsupportedOperationException();
  }

  /** Tasks done among all tasks known so far, from 0 to 1; 0 before the first job. */
  public double progress() {
    return 0;
  }

  /**
   * Fails jobs under way, tells executors to stop, stops the provider and the server. Calling it
   * again does nothing.
   *
   * @param succeeded how the application ended, for the last event
   * @param diagnostics why; empty on success
   */
  public void stop(boolean succeeded, String diagnostics) {}

  /** As {@link #stop} of an application that succeeded. */
  @Override
  public void close() {
    stop(true, "");
  }
}
