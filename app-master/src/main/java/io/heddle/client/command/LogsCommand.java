package io.heddle.client.command;

import io.heddle.client.ExitStatus;
import io.heddle.client.logs.ContainerLogs;
import io.heddle.client.staging.StagingArea;
import io.heddle.client.submit.ApplicationWatch;
import io.heddle.client.submit.EventLogs;
import io.heddle.client.submit.YarnCluster;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.StatusStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code heddle logs}. */
@Command(
    name = "logs",
    description = "Prints what the ApplicationMaster and the executors wrote.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The application.")
  private String id;

  @Option(
      names = "--executor",
      paramLabel = "EXECUTOR",
      description = "Only this one, by its number or its container's id.")
  private String executor;

  @Mixin private SettingOptions settings;

  @Override
  public Integer call() {
    ApplicationId application = Applications.parse(id);
    HeddleConf conf = settings.conf();
    try (YarnCluster cluster = Applications.cluster(conf)) {
      ApplicationReport report = Applications.report(cluster, application);
      Optional<String> container =
          Optional.ofNullable(executor).map(name -> container(cluster, conf, report, name));
      ContainerLogs logs = new ContainerLogs(cluster, System.out);
      boolean over = ApplicationWatch.end(report).isPresent();
      boolean found =
          over ? logs.aggregated(report, container) : logs.running(report, container) > 0;
      System.out.flush();
      if (!found) {
        System.err.println(
            over
                ? "heddle: there are no aggregated logs (yet); yarn.log-aggregation-enable must be"
                    + " true for there to be any"
                : "heddle: no such container is running");
        return ExitStatus.FAILED;
      }
    }
    return ExitStatus.OK;
  }

  private static String container(
      YarnCluster cluster, HeddleConf conf, ApplicationReport report, String name) {
    if (name.startsWith("container_")) {
      return name;
    }
    StagingArea staging = StagingArea.of(cluster.hadoop(), conf, report.getUser());
    List<ExecutorStatus> executors =
        new EventLogs(staging.fileSystem(), staging.layout())
            .latest(report.getApplicationId().toString())
            .map(StatusStore::executors)
            .orElse(List.of());
    return executors.stream()
        .filter(e -> e.id().equals(name) && !e.containerId().isEmpty())
        .map(ExecutorStatus::containerId)
        .findFirst()
        .orElseThrow(
            () ->
                new HeddleException(
                    ErrorCode.BAD_ARGUMENT,
                    "there is no executor '"
                        + name
                        + "'; the application had "
                        + String.join(
                            ", ", executors.stream().map(ExecutorStatus::id).sorted().toList())));
  }
}
