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

  /** Prints it; a log of events that is missing leaves out the stages. */
  static void print(
      YarnCluster cluster, HeddleConf conf, String id, ApplicationEnd end, Screen screen) {
    Optional<StatusStore> log = Optional.empty();
    try {
      StagingArea staging = StagingArea.of(cluster.hadoop(), conf, cluster.user());
      log = new EventLogs(staging.fileSystem(), staging.layout()).latest(id);
    } catch (HeddleException e) {
      System.err.println("heddle: " + e.getMessage());
    }
    print(log.map(StatusStore::summary), id, end, screen);
  }

  /** Prints the stages on standard output, and errors on standard error. */
  public static void print(
      Optional<Summary> summary, String id, ApplicationEnd end, Screen screen) {
    summary
        .filter(s -> !s.stages().isEmpty())
        .ifPresent(
            s -> {
              screen.line("");
              screen.print(StatusText.stages(s.stages(), s.atMillis(), screen.tableColumns()));
            });
    String took =
        summary
            .filter(s -> s.application().startedAtMillis() > 0)
            .map(s -> " after " + Human.millis(s.atMillis() - s.application().startedAtMillis()))
            .orElse("");
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
