package io.heddle.am;

import io.heddle.am.container.ExecutorLaunchPlan;
import io.heddle.am.container.YarnExecutorProvider;
import io.heddle.am.launch.ContainerLayout;
import io.heddle.am.launch.ContainerSize;
import io.heddle.am.launch.HadoopFiles;
import io.heddle.am.launch.SettingsFile;
import io.heddle.am.launch.StagingLayout;
import io.heddle.am.program.ProgramClassLoader;
import io.heddle.am.program.ProgramExit;
import io.heddle.am.program.ProgramOutcome;
import io.heddle.am.program.UserProgram;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.EngineVersion;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.MonitoringSettings;
import io.heddle.conf.RecoverySettings;
import io.heddle.conf.YarnSettings;
import io.heddle.driver.Driver;
import io.heddle.driver.DriverOptions;
import io.heddle.driver.RunningDriver;
import io.heddle.driver.recovery.JournalStore;
import io.heddle.driver.recovery.Recovery;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.ApplicationSecret;
import io.heddle.hdfs.DriverFiles;
import io.heddle.hdfs.HadoopConf;
import io.heddle.monitoring.metrics.JmxMetrics;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.monitoring.ui.StatusServer;
import io.heddle.protocol.event.ApplicationEnded;
import io.heddle.protocol.event.ApplicationStarted;
import io.heddle.protocol.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that YARN starts for an application: it hosts the driver, gets executors, and runs
 * the user's {@code main}.
 *
 * <pre>
 *   read settings ─┬─ Hadoop's configuration, connection to the ResourceManager ─┐
 *                  └─ events, status page, driver ─┬─────────────────────────────┴─ register ─ containers
 *                                                  └─ main of the program ─────────────────────────┐
 *   end of main (or no way on) ─ stop the driver ─ close the event log ─ unregister ───────────────┘
 * </pre>
 *
 * <p>A process that YARN ends (SIGTERM) does not unregister: YARN knows why it did so. One that
 * ends by itself before it has unregistered is started again by YARN, up to {@code
 * heddle.yarn.maxAppAttempts}.
 */
public final class ApplicationMaster {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationMaster.class);

  /** Before the hook that closes file systems, which has 10. */
  private static final int HOOK_PRIORITY = 30;

  private final MasterEnvironment environment;
  private final HeddleConf conf;
  private final Clock clock = Clock.systemUTC();
  private final ResourceManagerSession session = new ResourceManagerSession();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final AtomicBoolean finished = new AtomicBoolean();
  private CompletableFuture<Configuration> hadoop;
  private MasterEvents events;
  private StatusServer statusServer;
  private JmxMetrics metrics;
  private Driver driver;

  private ApplicationMaster(MasterEnvironment environment, HeddleConf conf) {
    this.environment = environment;
    this.conf = conf;
  }

  public static void main(String[] args) {
    Instant processStart =
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    MasterEnvironment environment = MasterEnvironment.of(System.getenv());
    HeddleConf conf =
        HeddleConf.of(
            SettingsFile.read(environment.confDir().resolve(ContainerLayout.SETTINGS_FILE)));
    ApplicationMaster master = new ApplicationMaster(environment, conf);
    TerminationSignal.onTermination(() -> master.ending.complete(new Ending.OfProcess()));
    ShutdownHookManager.get().addShutdownHook(master::shutDown, HOOK_PRIORITY);
    System.exit(master.run(processStart));
  }

  /** Runs the application to its end; the result is the process's exit status. */
  private int run(Instant processStart) {
    Ending end;
    try {
      start(processStart);
      end = ending.join();
    } catch (HeddleException e) {
      end = new Ending.OfApplication(e);
    } catch (IOException | RuntimeException e) {
      LOG.error("The application cannot be started", e);
      if (!lastAttempt()) {
        return 1;
      }
      end =
          new Ending.OfApplication(
              new HeddleException(ErrorCode.INTERNAL, "the ApplicationMaster failed: " + e, e));
    }
    return finish(end) ? 0 : 1;
  }

  private void start(Instant processStart) throws IOException {
    hadoop =
        CompletableFuture.supplyAsync(
            this::connect, task -> new Thread(task, "heddle-hadoop").start());
    StatusStore store = new StatusStore(StoreLimits.from(conf));
    events = new MasterEvents(store, eventLog(), clock);
    events.accept(applicationStarted());
    events.milestone("submitted", "", environment.spec().submittedAtMillis());
    events.milestone("am-started", "", processStart.toEpochMilli());

    metrics = JmxMetrics.ofDriver(conf, store);
    Credentials credentials = UserGroupInformation.getCurrentUser().getCredentials();
    byte[] secret = ApplicationSecret.from(credentials);
    YarnExecutorProvider provider =
        new YarnExecutorProvider(
            conf,
            launchPlan(credentials, secret),
            events::milestone,
            cause -> ending.complete(new Ending.OfApplication(cause)));
    List<URL> userJars = userJars();
    ProgramClassLoader userClasses =
        new ProgramClassLoader(userJars, ApplicationMaster.class.getClassLoader());
    Recovery recovery = recovery();
    driver =
        Driver.start(
            new DriverOptions(
                environment.applicationId(),
                sharedDirectory()
                    .map(directory -> conf.with(RecoverySettings.DIRECTORY, directory))
                    .orElse(conf),
                secret,
                "0.0.0.0",
                environment.host(),
                provider,
                events,
                userClasses,
                clock,
                recovery));
    succeed();
    RunningDriver.install(driver.jobRunner());
    startProgram(userJars, userClasses);

    Configuration hadoopConf = hadoopConfiguration();
    statusServer = StatusPage.start(store, conf, hadoopConf, environment.proxyPath());
    session.register(
        environment.host(),
        driver.rpcPort(),
        StatusPage.trackingUrl(statusServer, environment.host()),
        ContainerSize.ofExecutor(conf));
    events.milestone("registered", "");
    StagedFileKeeper.start(
        hadoopConf, environment.spec(), conf.get(YarnSettings.STAGING_RETENTION));
    provider.connect(
        session.client(),
        hadoopConf,
        environment.host() + ":" + driver.rpcPort(),
        driver::progress,
        session.countsCores(),
        previous(recovery, processStart));
  }

  /** Loads Hadoop's configuration and opens the way to the ResourceManager. */
  private Configuration connect() {
    HadoopFiles.loadDefaults();
    Configuration files = new YarnConfiguration(HadoopConf.load(conf));
    UserGroupInformation.setConfiguration(files);
    session.open(files);
    return files;
  }

  private Configuration hadoopConfiguration() {
    try {
      return hadoop.join();
    } catch (CompletionException e) {
      throw new HeddleException(
          ErrorCode.YARN_FAILED,
          "the ResourceManager cannot be reached: " + e.getCause(),
          e.getCause());
    }
  }

  private Optional<Callable<OutputStream>> eventLog() {
    if (!conf.get(MonitoringSettings.EVENT_LOG)) {
      return Optional.empty();
    }
    return Optional.of(
        () -> directory().create(StagingLayout.eventLog(environment.attempt().getAttemptId())));
  }

  /** Waits for Hadoop's configuration. */
  private ApplicationDirectory directory() throws IOException {
    StagingLayout layout = new StagingLayout(environment.spec().stagingDir());
    return new ApplicationDirectory(
        hadoop.join(), layout.applicationDir(environment.applicationId()));
  }

  /** What the attempts before have left; the first does not wait for Hadoop here. */
  private Recovery recovery() {
    if (!recovers()) {
      return Recovery.off(environment.attempt().getAttemptId());
    }
    return Recovery.of(
        environment.applicationId(),
        environment.attempt().getAttemptId(),
        conf,
        new Journals(),
        why -> events.notice(why));
  }

  /**
   * Whether YARN starts no further attempt after this one, as far as the application's own limit
   * tells: YARN does not say what the cluster's is.
   */
  private boolean lastAttempt() {
    return environment.attempt().getAttemptId() >= conf.get(YarnSettings.MAX_APP_ATTEMPTS);
  }

  /** Whether there was an attempt before, or may be another one, that this one has to do with. */
  private boolean recovers() {
    boolean only = environment.attempt().getAttemptId() == 1 && lastAttempt();
    return conf.get(RecoverySettings.ENABLED) && !only;
  }

  private Optional<String> sharedDirectory() {
    return recovers()
        ? Optional.of(
            new StagingLayout(environment.spec().stagingDir())
                .applicationDir(environment.applicationId()))
        : Optional.empty();
  }

  /** Lets executors of the attempt before know, and the attempt before itself if it lives on. */
  private void succeed() {
    int attempt = environment.attempt().getAttemptId();
    if (attempt == 1 || sharedDirectory().isEmpty()) {
      return;
    }
    try {
      DriverFiles.in(sharedDirectory().get(), conf)
          .publish(new DriverFiles.Address(attempt, environment.host(), driver.rpcPort()));
    } catch (IOException e) {
      LOG.warn("Executors of the attempt before cannot be told of this one", e);
    }
  }

  private YarnExecutorProvider.Previous previous(Recovery recovery, Instant processStart) {
    int attempt = environment.attempt().getAttemptId();
    return new YarnExecutorProvider.Previous(
        session.previousContainers(),
        recovery.earlier().executors(),
        count ->
            events.notice(
                String.format(
                    Locale.ROOT,
                    "attempt %d: %d executors kept, %.1f s",
                    attempt,
                    count,
                    (clock.millis() - processStart.toEpochMilli()) / 1000.0)));
  }

  private final class Journals implements JournalStore {
    @Override
    public OutputStream create(int attempt) throws IOException {
      return directory().create(StagingLayout.journal(attempt));
    }

    @Override
    public Optional<InputStream> open(int attempt) throws IOException {
      return directory().open(StagingLayout.journal(attempt));
    }
  }

  private ExecutorLaunchPlan launchPlan(Credentials credentials, byte[] secret) throws IOException {
    Path engine = Path.of(ContainerLayout.ENGINE);
    return new ExecutorLaunchPlan(
        conf,
        environment.spec().files(),
        environment.spec().userClassPath(),
        Files.readAllLines(engine.resolve(ContainerLayout.CLASS_PATH_LIST)),
        Files.isRegularFile(engine.resolve(ContainerLayout.SHARED_ARCHIVE)),
        MasterTokens.forExecutors(credentials),
        secret,
        environment.user(),
        conf.get(RecoverySettings.KEEP_EXECUTORS) && !lastAttempt()
            ? sharedDirectory()
            : Optional.empty());
  }

  private List<URL> userJars() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (String link : environment.spec().userClassPath()) {
      jars.add(Path.of(link).toUri().toURL());
    }
    return jars;
  }

  private void startProgram(List<URL> jars, ClassLoader loader) {
    UserProgram program =
        new UserProgram(
            jars, loader, environment.spec().mainClass(), environment.spec().arguments());
    Thread thread =
        new Thread(
            () -> {
              events.milestone("main-started", "");
              ending.complete(new Ending.OfProgram(program.run()));
            },
            "main of the program");
    thread.setDaemon(true);
    thread.start();
  }

  private Event applicationStarted() {
    return Event.newBuilder()
        .setAtMillis(clock.millis())
        .setApplicationStarted(
            ApplicationStarted.newBuilder()
                .setApplicationId(environment.applicationId())
                .setName(conf.get(ApplicationSettings.NAME))
                .setUser(environment.user())
                .setAttempt(environment.attempt().getAttemptId())
                .setQueue(conf.get(ApplicationSettings.QUEUE))
                .setVersion(EngineVersion.current())
                .putAllSettings(conf.asMap()))
        .build();
  }

  private Event ended(boolean succeeded, String diagnostics) {
    return Event.newBuilder()
        .setAtMillis(clock.millis())
        .setApplicationEnded(
            ApplicationEnded.newBuilder().setSucceeded(succeeded).setDiagnostics(diagnostics))
        .build();
  }

  /** Runs when the JVM ends before {@link #run} did: the program, a signal, or an error did it. */
  private void shutDown() {
    if (finished.get()) {
      return;
    }
    Ending known = ending.getNow(null);
    if (known == null) {
      known =
          new Ending.OfProgram(
              ProgramExit.status().isPresent()
                  ? ProgramExit.outcome(ProgramExit.status().getAsInt())
                  : ProgramOutcome.failed(
                      new HeddleException(
                          ErrorCode.USER_CODE_FAILED,
                          "the program ended the JVM in another way than System.exit, so its exit"
                              + " status is not known")));
    }
    finish(known);
  }

  /** Stops everything, once; returns whether the application succeeded. */
  private boolean finish(Ending end) {
    if (!finished.compareAndSet(false, true)) {
      return false;
    }
    Optional<Ending.Final> forYarn = end.forYarn();
    boolean succeeded = forYarn.isPresent() && forYarn.get().succeeded();
    String diagnostics =
        forYarn.isPresent() ? forYarn.get().diagnostics() : "The application was ended by YARN.";
    if (!succeeded) {
      LOG.error("The application failed: {}", diagnostics);
      logCause(end);
    }
    if (driver != null) {
      if (isFollowed(end)) {
        driver.leave(diagnostics);
      } else {
        driver.stop(succeeded ? "the application has ended" : diagnostics);
      }
    }
    if (events != null) {
      events.accept(ended(succeeded, diagnostics));
      events.close();
    }
    if (forYarn.isPresent()) {
      try {
        hadoopConfiguration();
        session.end(succeeded, diagnostics, environment.host());
      } catch (YarnException | IOException | RuntimeException e) {
        LOG.error("The ResourceManager could not be told of the end", e);
        return false;
      }
    }
    if (statusServer != null) {
      statusServer.close();
    }
    if (metrics != null) {
      metrics.close();
    }
    return succeeded;
  }

  /** Whether another attempt may follow, for which executors can go on. */
  private boolean isFollowed(Ending end) {
    boolean lost =
        end instanceof Ending.OfApplication application
            && application.cause().code() == ErrorCode.YARN_FAILED;
    return recovers() && !lastAttempt() && (lost || end.forYarn().isEmpty());
  }

  private static void logCause(Ending end) {
    if (end instanceof Ending.OfProgram program) {
      program.outcome().failure().ifPresent(failure -> LOG.error("Its cause", failure));
    } else if (end instanceof Ending.OfApplication application) {
      LOG.error("Its cause", application.cause());
    }
  }
}
