package io.heddle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LogAggregationStatus;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * An application whose ApplicationMaster is a shell command. It never registers, so that YARN calls
 * its end a failure whatever it did.
 */
final class ShellApplication implements AutoCloseable {
  private static final EnumSet<YarnApplicationState> FINAL =
      EnumSet.of(
          YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);

  private final YarnClient client = YarnClient.createYarnClient();
  private final ApplicationId id;

  private ShellApplication(Configuration conf, Submission submission)
      throws IOException, YarnException {
    client.init(conf);
    client.start();
    ApplicationSubmissionContext context =
        client.createApplication().getApplicationSubmissionContext();
    context.setApplicationName("shell");
    context.setMaxAppAttempts(submission.attempts());
    context.setResource(Resource.newInstance(128, 1));
    context.setAMContainerSpec(
        ContainerLaunchContext.newInstance(
            submission.resources(),
            Map.of(),
            List.of(submission.command() + " 1><LOG_DIR>/stdout 2><LOG_DIR>/stderr"),
            Map.of(),
            null,
            null));
    id = client.submitApplication(context);
  }

  /** What to run, how often to try it, and the files it finds in its directory. */
  record Submission(String command, int attempts, Map<String, LocalResource> resources) {}

  static ShellApplication submit(Configuration conf, String command, int attempts)
      throws IOException, YarnException {
    return submit(conf, new Submission(command, attempts, Map.of()));
  }

  static ShellApplication submit(Configuration conf, Submission submission)
      throws IOException, YarnException {
    return new ShellApplication(conf, submission);
  }

  ApplicationId id() {
    return id;
  }

  ApplicationReport report() throws IOException, YarnException {
    return client.getApplicationReport(id);
  }

  ApplicationReport awaitEnd() throws Exception {
    return await(report -> FINAL.contains(report.getYarnApplicationState()));
  }

  /** Waits until the logs of all its containers can be read from HDFS. */
  ApplicationReport awaitLogs() throws Exception {
    return await(report -> report.getLogAggregationStatus() == LogAggregationStatus.SUCCEEDED);
  }

  void kill() throws IOException, YarnException {
    client.killApplication(id);
  }

  private ApplicationReport await(Predicate<ApplicationReport> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      ApplicationReport report = report();
      if (condition.test(report)) {
        return report;
      }
      assertThat(System.nanoTime()).as("time, while %s", report).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Override
  public void close() {
    client.stop();
  }
}
