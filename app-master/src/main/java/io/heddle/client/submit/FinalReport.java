package io.heddle.client.submit;

import io.heddle.client.ExitStatus;
import io.heddle.client.staging.StagingArea;
import io.heddle.client.terminal.Screen;
import io.heddle.conf.HeddleConf;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.text.Human;
import io.heddle.monitoring.text.StatusText;
import java.util.Optional;

/** What is said when an application is over: its stages, how it ended, and why. */
public final class FinalReport {
  private FinalReport() {}

  /** What the log of events tells; empty, and said why, when it cannot be had. */
  static Optional<Summary> summary(YarnCluster cluster, HeddleConf conf, String id) {
    try {
      StagingArea staging = StagingArea.of(cluster.hadoop(), conf, cluster.user());
      return new EventLogs(staging.fileSystem(), staging.layout())
          .latest(id)
          .map(StatusStore::summary);
    } catch (HeddleException e) {
      System.err.println("heddle: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Prints the stages on standard output, and errors on standard error.
   *
   * @param summary empty leaves out the stages
   * @param tookMillis since the command began
   */
  static void print(
      Optional<Summary> summary, String id, ApplicationEnd end, long tookMillis, Screen screen) {
    summary
        .filter(s -> !s.stages().isEmpty())
        .ifPresent(
            s -> {
              screen.line("");
              screen.print(StatusText.stages(s.stages(), s.atMillis(), screen.tableColumns()));
            });
    String took = " after " + Human.millis(tookMillis);
    switch (end.kind()) {
      case SUCCEEDED -> {
        screen.line("");
        screen.line(id + " " + screen.green("succeeded") + took);
      }
      case FAILED -> {
        screen.line("");
        screen.line(id + " " + screen.red("failed") + took);
        if (!end.diagnostics().isEmpty()) {
          System.err.println(end.diagnostics());
        }
      }
      case KILLED -> {
        screen.line("");
        screen.line(id + " " + screen.red("was killed") + took);
        if (!end.diagnostics().isEmpty()) {
          System.err.println(end.diagnostics());
        }
      }
    }
  }

  /** The command's exit status after this end. */
  public static int exitStatus(ApplicationEnd end) {
    return switch (end.kind()) {
      case SUCCEEDED -> ExitStatus.OK;
      case FAILED -> ExitStatus.FAILED;
      case KILLED -> ExitStatus.KILLED;
    };
  }
}
