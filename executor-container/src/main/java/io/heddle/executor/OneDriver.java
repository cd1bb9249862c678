package io.heddle.executor;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.heddle.conf.HeddleConf;
import java.time.Duration;

/** The only driver there will be. */
record OneDriver(Channel channel, Duration patience) implements DriverFinder {
  @Override
  public boolean isClosed() {
    return channel instanceof ManagedChannel managed && managed.isShutdown();
  }

  @Override
  public boolean look(HeddleConf conf) {
    return false;
  }
}
