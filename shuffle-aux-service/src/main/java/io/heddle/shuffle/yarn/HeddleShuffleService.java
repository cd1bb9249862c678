package io.heddle.shuffle.yarn;

import io.heddle.shuffle.server.ShuffleServer;
import io.heddle.shuffle.server.ShuffleServerCounters;
import io.heddle.shuffle.server.ShuffleServerOptions;
import io.heddle.shuffle.wire.Protocol;
import io.heddle.shuffle.yarn.RegistrationStore.Registration;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.server.api.ApplicationInitializationContext;
import org.apache.hadoop.yarn.server.api.ApplicationTerminationContext;
import org.apache.hadoop.yarn.server.api.AuxiliaryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shuffle server inside a NodeManager. To install it, put the shaded jar on each node and set
 *
 * <pre>
 *   yarn.nodemanager.aux-services                           heddle_shuffle
 *   yarn.nodemanager.aux-services.heddle_shuffle.class      io.heddle.shuffle.yarn.HeddleShuffleService
 *   yarn.nodemanager.aux-services.heddle_shuffle.classpath  the jar
 * </pre>
 *
 * An application becomes known with its first container that carries {@link ServiceData}, and is
 * forgotten when YARN says that it has ended; its map outputs are removed then, here and by YARN,
 * unless {@code yarn.nodemanager.delete.debug-delay-sec} keeps them. With NodeManager recovery on,
 * registrations outlive a restart, for which the port must be a fixed one. Map outputs that are on
 * the disks without a registered application, and have not changed for {@link
 * #ORPHAN_AGE_SECONDS_KEY}, are removed at the start and each hour.
 *
 * <p>Where containers run as their users, NodeManager and executors share the files by their group.
 */
public final class HeddleShuffleService extends AuxiliaryService {
  /** The name under which the service is installed. */
  public static final String NAME = "heddle_shuffle";

  /** Port, 0 for any free one; in the NodeManager's configuration. */
  public static final String PORT_KEY = "heddle.shuffle.service.port";

  /** The default of {@link #PORT_KEY}. */
  public static final int DEFAULT_PORT = 7447;

  /** Address to bind; all addresses when it is not set. */
  public static final String BIND_KEY = "heddle.shuffle.service.bindAddress";

  /** Threads that serve; by default one per processor, 2 to 8. */
  public static final String THREADS_KEY = "heddle.shuffle.service.threads";

  /** Seconds after which a connection on which nothing moves is closed; default 180. */
  public static final String IDLE_SECONDS_KEY = "heddle.shuffle.service.idleTimeoutSeconds";

  /**
   * Seconds for which map outputs of an application that is not known are left alone; default
   * 86400, a day; negative: they are never removed.
   */
  public static final String ORPHAN_AGE_SECONDS_KEY = "heddle.shuffle.service.orphanAgeSeconds";

  private static final long DEFAULT_ORPHAN_AGE_SECONDS = 86400;
  private static final String DEBUG_DELAY_KEY = "yarn.nodemanager.delete.debug-delay-sec";
  private static final String LOCAL_DIRS_KEY = "yarn.nodemanager.local-dirs";
  private static final Logger LOG = LoggerFactory.getLogger(HeddleShuffleService.class);

  private List<Path> localDirs;
  private ShuffleServer server;
  private RegistrationStore registrations;
  private Cleaning cleaning;
  private boolean removesOutputs;

  public HeddleShuffleService() {
    super(NAME);
  }

  @Override
  protected void serviceInit(Configuration conf) throws Exception {
    localDirs = new ArrayList<>();
    for (String dir : conf.getTrimmedStrings(LOCAL_DIRS_KEY)) {
      localDirs.add(dir.startsWith("file:") ? Paths.get(URI.create(dir)) : Paths.get(dir));
    }
    if (localDirs.isEmpty()) {
      throw new IllegalArgumentException(LOCAL_DIRS_KEY + " is not set");
    }
    ShuffleServerOptions options = new ShuffleServerOptions();
    if (conf.get(THREADS_KEY) != null) {
      options.threads(conf.getInt(THREADS_KEY, 0));
    }
    options.idleTimeout(Duration.ofSeconds(conf.getInt(IDLE_SECONDS_KEY, 180)));
    server = new ShuffleServer(localDirs, options);
    cleaning = new Cleaning(new LeftFiles(localDirs));
    removesOutputs = conf.getLong(DEBUG_DELAY_KEY, 0) == 0;
    org.apache.hadoop.fs.Path recovery = getRecoveryPath();
    if (recovery != null) {
      registrations = new RegistrationStore(Paths.get(recovery.toUri().getPath()));
      recover();
    }
    super.serviceInit(conf);
  }

  @Override
  protected void serviceStart() throws Exception {
    Configuration conf = getConfig();
    server.start(conf.getTrimmed(BIND_KEY), conf.getInt(PORT_KEY, DEFAULT_PORT));
    long orphanAge = conf.getLong(ORPHAN_AGE_SECONDS_KEY, DEFAULT_ORPHAN_AGE_SECONDS);
    if (orphanAge >= 0) {
      cleaning.watch(server::knows, orphanAge);
    }
    super.serviceStart();
  }

  @Override
  protected void serviceStop() throws Exception {
    if (cleaning != null) {
      cleaning.stop();
    }
    if (server != null) {
      server.close();
    }
    super.serviceStop();
  }

  /** Happens before the port is bound, so that no executor finds its application unknown. */
  private void recover() throws IOException {
    for (Registration application : registrations.load()) {
      if (!hasFiles(application)) {
        registrations.remove(application.applicationId); // ended while the NodeManager was down
        continue;
      }
      try {
        server.registerApplication(application.applicationId, application.user, application.secret);
        LOG.info("recovered {}", application.applicationId);
      } catch (RuntimeException e) {
        LOG.error("{} cannot be registered again", application.applicationId, e);
      }
    }
  }

  private boolean hasFiles(Registration application) {
    for (Path dir : localDirs) {
      Path caches = dir.resolve("usercache").resolve(application.user).resolve("appcache");
      if (Files.isDirectory(caches.resolve(application.applicationId))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Comes once for each container that carries service data.
   *
   * @throws IllegalArgumentException when the data are not {@link ServiceData}
   * @throws IllegalStateException when the application is known with another secret
   */
  @Override
  public synchronized void initializeApplication(ApplicationInitializationContext context) {
    String applicationId = context.getApplicationId().toString();
    byte[] secret = ServiceData.secret(context.getApplicationDataForService());
    String user = context.getUser();
    boolean fresh = server.registerApplication(applicationId, user, secret);
    if (fresh && registrations != null) {
      try {
        registrations.add(new Registration(applicationId, user, secret));
      } catch (IOException e) {
        // The application is served all the same, until the NodeManager restarts.
        LOG.error("{} will not be known after a restart of the NodeManager", applicationId, e);
      }
    }
  }

  @Override
  public synchronized void stopApplication(ApplicationTerminationContext context) {
    String applicationId = context.getApplicationId().toString();
    server.unregisterApplication(applicationId);
    if (registrations != null) {
      try {
        registrations.remove(applicationId);
      } catch (IOException e) {
        LOG.error("registration of {} cannot be removed", applicationId, e);
      }
    }
    if (removesOutputs) {
      cleaning.ended(applicationId);
    }
  }

  /** The port and the protocol's version, as {@link ServiceData} reads them. */
  @Override
  public ByteBuffer getMetaData() {
    return ServiceData.ofPort(server.port(), Protocol.VERSION);
  }

  /** What the server has done so far. */
  public ShuffleServerCounters counters() {
    return server.counters();
  }

  /** EPOLL or NIO. */
  public String transport() {
    return server.transport().name();
  }
}
