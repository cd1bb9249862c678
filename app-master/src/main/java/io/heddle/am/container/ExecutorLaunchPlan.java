package io.heddle.am.container;

import io.heddle.am.launch.ContainerLayout;
import io.heddle.am.launch.ContainerSize;
import io.heddle.am.launch.JavaCommand;
import io.heddle.am.launch.ShellText;
import io.heddle.am.launch.StagedFile;
import io.heddle.am.launch.YarnRecords;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.shuffle.yarn.ServiceData;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;

/**
 * How executors' containers are launched: everything that is the same for all of them, and the
 * launch context of one.
 */
public final class ExecutorLaunchPlan {
  /** The class in the executor's container. */
  static final String MAIN_CLASS = "io.heddle.executor.ExecutorMain";

  private final HeddleConf conf;
  private final ContainerSize size;
  private final List<StagedFile> files;
  private final List<String> userClassPath;
  private final List<String> engineJars;
  private final boolean sharedArchive;
  private final ByteBuffer tokens;
  private final byte[] secret;
  private final String user;
  private final Optional<String> applicationDirectory;

  /**
   * @param engineJars in class path order
   * @param sharedArchive whether the engine has a class data sharing archive
   * @param tokens credentials for the executors, without the master's own token
   * @param secret the application's; kept, not copied
   * @param applicationDirectory where executors learn of the next attempt's driver; empty: they end
   *     with this one
   */
  public ExecutorLaunchPlan(
      HeddleConf conf,
      List<StagedFile> files,
      List<String> userClassPath,
      List<String> engineJars,
      boolean sharedArchive,
      ByteBuffer tokens,
      byte[] secret,
      String user,
      Optional<String> applicationDirectory) {
    this.conf = conf;
    this.size = ContainerSize.ofExecutor(conf);
    this.files = List.copyOf(files);
    this.userClassPath = List.copyOf(userClassPath);
    this.engineJars = List.copyOf(engineJars);
    this.sharedArchive = sharedArchive;
    this.tokens = tokens;
    this.secret = secret;
    this.user = user;
    this.applicationDirectory = applicationDirectory;
  }

  ContainerSize size() {
    return size;
  }

  /** The command line of every executor; what differs between them stands in the environment. */
  List<String> command() {
    return JavaCommand.of(
        size.heap(),
        engineJars,
        sharedArchive,
        JavaCommand.directMemory(size) + " " + conf.get(ExecutorSettings.JAVA_OPTIONS),
        MAIN_CLASS);
  }

  /** The environment of one executor. */
  Map<String, String> environment(ExecutorContainer container, String driverAddress) {
    Map<String, String> environment = new HashMap<>();
    environment.put(JavaCommand.ARENAS_VARIABLE, JavaCommand.ARENAS);
    conf.under(HeddleConf.EXECUTOR_ENV_PREFIX)
        .forEach((name, value) -> environment.put(name, ShellText.inDoubleQuotes(value)));
    environment.put(ContainerLayout.HADOOP_CONF_VARIABLE, "{{PWD}}/" + ContainerLayout.CONF);
    environment.put(
        ContainerLayout.USER_CLASS_PATH_VARIABLE,
        ShellText.inDoubleQuotes(String.join(":", userClassPath)));
    environment.put("HEDDLE_EXECUTOR_ID", container.executorId());
    environment.put("HEDDLE_DRIVER", driverAddress);
    environment.put("HEDDLE_EXECUTOR_SLOTS", Integer.toString(size.cores()));
    environment.put("HEDDLE_EXECUTOR_RACK", container.rack());
    // YARN may have given more than was asked for, and kills by what it gave.
    environment.put(
        "HEDDLE_CONTAINER_MB", Long.toString(container.container().getResource().getMemorySize()));
    environment.put("HEDDLE_LOG_URL", logUrl(container));
    applicationDirectory.ifPresent(
        directory -> {
          environment.put("HEDDLE_APPLICATION_DIR", ShellText.inDoubleQuotes(directory));
          environment.put(
              "HEDDLE_DRIVER_WAIT_MS",
              Long.toString(conf.get(RecoverySettings.EXECUTOR_WAIT).toMillis()));
        });
    return environment;
  }

  ContainerLaunchContext contextFor(ExecutorContainer container, String driverAddress) {
    return ContainerLaunchContext.newInstance(
        YarnRecords.localResources(files),
        environment(container, driverAddress),
        command(),
        Map.of(ContainerLayout.SHUFFLE_SERVICE, ServiceData.ofSecret(secret)),
        tokens.duplicate(),
        null);
  }

  private String logUrl(ExecutorContainer container) {
    return "http://"
        + container.container().getNodeHttpAddress()
        + "/node/containerlogs/"
        + container.containerId()
        + "/"
        + user;
  }
}
