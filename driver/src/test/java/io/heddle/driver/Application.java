package io.heddle.driver;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.driver.recovery.JournalStore;
import io.heddle.driver.recovery.Recovery;
import io.heddle.executor.ExecutorOptions;
import io.heddle.hdfs.text.TextFileStore;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.rdd.HeddleContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * One attempt of an application within this JVM: a driver that keeps a journal, and one executor of
 * one slot whose map outputs outlive it, as those do that a node's shuffle service serves.
 */
public final class Application implements AutoCloseable {
  private static final byte[] SECRET = new byte[32];

  public final StatusStore status = new StatusStore(StoreLimits.defaults());
  public final HeddleContext context;
  private final Driver driver;

  /**
   * @param files of the application, the same in all attempts
   */
  public Application(Path files, JournalStore store, int attempt) {
    HeddleConf conf =
        HeddleConf.empty()
            .with(ApplicationSettings.MASTER, "local[1]")
            .with(ExecutorSettings.INSTANCES, 1)
            .with(ExecutorSettings.CORES, 1)
            .with(RecoverySettings.FLUSH_INTERVAL, Duration.ofMillis(2));
    ClassLoader classes = getClass().getClassLoader();
    // In-process names are unique in the JVM, and the attempt before may still be ending.
    String name = "recovered-" + attempt + "-" + files.hashCode();
    ExecutorOptions executor =
        new ExecutorOptions(
            "executor-1",
            name,
            "localhost",
            "",
            1,
            SECRET,
            List.of(files),
            7447,
            "",
            "",
            0,
            classes);
    driver =
        Driver.start(
            new DriverOptions(
                name,
                conf,
                SECRET,
                "",
                "",
                new LocalExecutorProvider(executor),
                status,
                classes,
                Clock.systemUTC(),
                Recovery.of("application_1_1", attempt, conf, store, text -> {})));
    context = HeddleContext.on(driver.jobRunner(), new TextFileStore());
  }

  @Override
  public void close() {
    driver.close();
  }
}
