package io.heddle.client.submit;

import io.heddle.client.terminal.ProgressView;
import io.heddle.client.terminal.Snapshot;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Follows an application on YARN to its end. */
public final class ApplicationWatch {
  /** A ResourceManager that restarts is given this long. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final YarnCluster cluster;
  private final Duration interval;
  private final Clock clock;

  public ApplicationWatch(YarnCluster cluster, Duration interval, Clock clock) {
    this.cluster = cluster;
    this.interval = interval;
    this.clock = clock;
  }

  /**
   * Returns when the application is over; the view is shown what came before.
   *
   * @param beganMillis when the command began, for elapsed times
   * @throws HeddleException YARN_FAILED when the ResourceManager stays away
   * @throws InterruptedException when the thread is interrupted; the application goes on
   */
  public ApplicationEnd follow(ApplicationId id, long beganMillis, ProgressView view)
      throws InterruptedException {
    long heardMillis = clock.millis();
    try (SummaryFeed feed = new SummaryFeed()) {
      while (true) {
        try {
          ApplicationReport report = cluster.yarn().getApplicationReport(id);
          heardMillis = clock.millis();
          Optional<ApplicationEnd> end = end(report);
          if (end.isPresent()) {
            return end.get();
          }
          String url = "";
          if (report.getYarnApplicationState() == YarnApplicationState.RUNNING) {
            url = trackingUrl(report);
            feed.from(url);
          }
          view.show(
              new Snapshot(
                  id.toString(),
                  report.getName(),
                  report.getYarnApplicationState().name(),
                  report.getQueue(),
                  clock.millis() - beganMillis,
                  url,
                  feed.latest()));
        } catch (ApplicationNotFoundException e) {
          throw new HeddleException(
              ErrorCode.UNKNOWN_APPLICATION, "the ResourceManager knows no " + id, e);
        } catch (YarnException | IOException e) {
          if (clock.millis() - heardMillis > PATIENCE.toMillis()) {
            throw YarnErrors.failed("the ResourceManager does not answer", e);
          }
        }
        Thread.sleep(interval.toMillis());
      }
    }
  }

  /** Where the status page is, through the proxy; empty while there is none. */
  public static String trackingUrl(ApplicationReport report) {
    String url = report.getTrackingUrl();
    if (url == null || url.isBlank() || url.equals("N/A")) {
      return "";
    }
    return url.contains("://") ? url : "http://" + url;
  }

  /** How an application ended; empty while it has not. */
  public static Optional<ApplicationEnd> end(ApplicationReport report) {
    String diagnostics = report.getDiagnostics() == null ? "" : report.getDiagnostics().strip();
    return switch (report.getYarnApplicationState()) {
      case FINISHED ->
          Optional.of(
              new ApplicationEnd(
                  report.getFinalApplicationStatus() == FinalApplicationStatus.SUCCEEDED
                      ? ApplicationEnd.Kind.SUCCEEDED
                      : ApplicationEnd.Kind.FAILED,
                  diagnostics));
      case FAILED -> Optional.of(new ApplicationEnd(ApplicationEnd.Kind.FAILED, diagnostics));
      case KILLED -> Optional.of(new ApplicationEnd(ApplicationEnd.Kind.KILLED, diagnostics));
      case NEW, NEW_SAVING, SUBMITTED, ACCEPTED, RUNNING -> Optional.empty();
    };
  }
}
