package io.heddle.driver;

import io.heddle.conf.AllocationSettings;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.driver.allocation.ExecutorProvider;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.ExecutorOptions;
import io.heddle.monitoring.event.EventSink;
import io.heddle.protocol.Handshake;
import io.heddle.rdd.spi.JobRunner;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A driver and one executor in this JVM, which is what {@code local[N]} means: the same scheduler,
 * protocol and executor as on a cluster, over a transport within the process. Its local files lie
 * in a temporary directory that goes with it.
 */
public final class LocalDriver {
  private static final AtomicLong LAST_ID = new AtomicLong();

  private LocalDriver() {}

  /**
   * Starts one; its runner's {@code close} ends it.
   *
   * @param conf {@code heddle.master} says {@code local[N]}, or nothing: {@code local[*]}
   * @param userClasses loads the classes of the program
   * @param events as in {@link DriverOptions}
   * @throws HeddleException BAD_SETTING when the master is another
   */
  public static JobRunner start(HeddleConf conf, ClassLoader userClasses, EventSink events) {
    String master =
        conf.isSet(ApplicationSettings.MASTER) ? conf.get(ApplicationSettings.MASTER) : "local[*]";
    int threads =
        LocalMaster.threads(master)
            .orElseThrow(
                () ->
                    new HeddleException(
                        ErrorCode.BAD_SETTING, "heddle.master: not a local one: " + master));
    String id = "local-" + nextId();
    byte[] secret = Handshake.nonce();
    TemporaryDirectory files = TemporaryDirectory.create();
    ExecutorProvider provider =
        new LocalExecutorProvider(
            new ExecutorOptions(
                "executor-1",
                id,
                "localhost",
                "",
                threads,
                secret,
                List.of(files.path()),
                0,
                "",
                "",
                0,
                userClasses));
    HeddleConf settings =
        conf.with(ApplicationSettings.MASTER, master)
            .with(AllocationSettings.DYNAMIC, false)
            .with(ExecutorSettings.INSTANCES, 1)
            .with(ExecutorSettings.CORES, threads);
    Driver driver =
        Driver.start(
            new DriverOptions(
                id, settings, secret, "", "", provider, events, userClasses, Clock.systemUTC()));
    return new LocalRunner(driver, files);
  }

  /** Milliseconds since the epoch, made unique in the JVM. */
  private static long nextId() {
    return LAST_ID.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
  }
}
