package io.heddle.client.logs;

import io.heddle.client.submit.YarnCluster;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptReport;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.logaggregation.ContainerLogsRequest;
import org.apache.hadoop.yarn.logaggregation.LogCLIHelpers;

/** Prints the logs of an application's containers, each file framed as {@code yarn logs} does. */
public final class ContainerLogs {
  private static final List<String> FILES = List.of("stdout", "stderr");
  private static final int LIMIT_MILLIS = 10_000;

  private final YarnCluster cluster;
  private final PrintStream out;

  public ContainerLogs(YarnCluster cluster, PrintStream out) {
    this.cluster = cluster;
    this.out = out;
  }

  /**
   * From the nodes' web servers, for an application that runs.
   *
   * @param container empty for all
   * @return how many containers were found
   */
  public int running(ApplicationReport application, Optional<String> container) {
    int found = 0;
    try {
      for (ApplicationAttemptReport attempt :
          cluster.yarn().getApplicationAttempts(application.getApplicationId())) {
        List<ContainerReport> reports =
            cluster.yarn().getContainers(attempt.getApplicationAttemptId()).stream()
                .sorted(Comparator.comparing(ContainerReport::getContainerId))
                .toList();
        for (ContainerReport report : reports) {
          String id = report.getContainerId().toString();
          if (container.isEmpty() || container.get().equals(id)) {
            found++;
            FILES.forEach(file -> printFile(report, id, file));
          }
        }
      }
    } catch (YarnException | IOException e) {
      throw new HeddleException(
          ErrorCode.YARN_FAILED, "the containers cannot be listed: " + e.getMessage(), e);
    }
    return found;
  }

  private void printFile(ContainerReport report, String id, String file) {
    String node = report.getNodeHttpAddress();
    URI uri =
        URI.create(
            (node.contains("://") ? node : "http://" + node)
                + "/ws/v1/node/containers/"
                + id
                + "/logs/"
                + file);
    try {
      HttpURLConnection http = (HttpURLConnection) uri.toURL().openConnection();
      http.setConnectTimeout(LIMIT_MILLIS);
      http.setReadTimeout(LIMIT_MILLIS);
      if (http.getResponseCode() != HttpURLConnection.HTTP_OK) {
        out.println(file + " of " + id + ": the node answered " + http.getResponseCode());
        return;
      }
      try (InputStream in = http.getInputStream()) {
        in.transferTo(out);
      }
    } catch (IOException e) {
      out.println(
          file
              + " of "
              + id
              + " is not to be had from "
              + uri.getAuthority()
              + ": "
              + e.getMessage());
    }
    out.println();
  }

  /**
   * From YARN's aggregated files, for an application that is over.
   *
   * @param container empty for all
   * @return whether there were any
   */
  public boolean aggregated(ApplicationReport application, Optional<String> container) {
    LogCLIHelpers helper = new LogCLIHelpers();
    helper.setConf(cluster.hadoop());
    ContainerLogsRequest request = new ContainerLogsRequest();
    request.setAppId(application.getApplicationId());
    request.setAppOwner(application.getUser());
    request.setAppFinished(true);
    request.setLogTypes(Set.copyOf(FILES));
    request.setBytes(Long.MAX_VALUE);
    try {
      if (container.isPresent()) {
        request.setContainerId(container.get());
        return helper.dumpAContainerLogsForLogTypeWithoutNodeId(request) == 0;
      }
      return helper.dumpAllContainersLogs(request) == 0;
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.HDFS_FAILED, "the aggregated logs cannot be read: " + e.getMessage(), e);
    }
  }
}
