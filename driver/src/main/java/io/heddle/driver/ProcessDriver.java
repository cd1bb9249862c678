package io.heddle.driver;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.spi.DriverConnector;
import io.heddle.rdd.spi.JobRunner;

/**
 * Connects a program to the driver of its process: the one installed by {@link RunningDriver}, else
 * a local one of its own.
 */
public final class ProcessDriver implements DriverConnector {
  @Override
  public JobRunner connect(HeddleConf conf) {
    return RunningDriver.installed().orElseGet(() -> startLocal(conf));
  }

  private static JobRunner startLocal(HeddleConf conf) {
    if (conf.isSet(ApplicationSettings.MASTER)) {
      String master = conf.get(ApplicationSettings.MASTER);
      if (LocalMaster.threads(master).isEmpty()) {
        throw new HeddleException(
            ErrorCode.NO_CONTEXT,
            "the program asks for master '" + master + "' but was not started by heddle submit");
      }
    }
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    return LocalDriver.start(
        conf,
        classes == null ? ProcessDriver.class.getClassLoader() : classes,
        DriverOptions.NO_EVENTS);
  }
}
