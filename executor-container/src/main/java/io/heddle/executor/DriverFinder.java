package io.heddle.executor;

import io.grpc.Channel;
import io.heddle.conf.HeddleConf;
import java.io.IOException;
import java.time.Duration;

/**
 * Where an executor's driver is, and where the next attempt's is when that one is gone. Used by one
 * thread of the executor.
 */
interface DriverFinder {
  /** To the driver known last. */
  Channel channel();

  /** Whether nobody will answer on the channel, as its owner has closed it. */
  boolean isClosed();

  /**
   * Looks for the driver of a later attempt than the one that {@link #channel} leads to, which then
   * leads there. May take a while.
   *
   * @param conf the application's settings, as far as they are known
   * @return whether there is one
   */
  boolean look(HeddleConf conf) throws IOException;

  /** How long to look, from when the driver is gone. */
  Duration patience();
}
