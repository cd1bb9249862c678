package io.heddle.client.command;

import io.heddle.client.submit.ApplicationEnd;
import io.heddle.client.submit.ApplicationWatch;
import io.heddle.client.submit.YarnCluster;
import io.heddle.client.submit.YarnSubmission;
import io.heddle.client.terminal.Screen;
import io.heddle.monitoring.text.Human;
import io.heddle.monitoring.text.TextTable;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.YarnException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heddle list}. */
@Command(
    name = "list",
    description = "Lists applications of Heddle, the latest first.",
    mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
  @Option(
      names = {"-a", "--all"},
      description = "Those that are over, too.")
  private boolean all;

  @Mixin private SettingOptions settings;

  @Override
  public Integer call() {
    EnumSet<YarnApplicationState> states =
        all
            ? EnumSet.allOf(YarnApplicationState.class)
            : EnumSet.complementOf(
                EnumSet.of(
                    YarnApplicationState.FINISHED,
                    YarnApplicationState.FAILED,
                    YarnApplicationState.KILLED));
    List<ApplicationReport> reports;
    try (YarnCluster cluster = Applications.cluster(settings.conf())) {
      reports = cluster.yarn().getApplications(Set.of(YarnSubmission.TYPE), states);
    } catch (YarnException | IOException e) {
      throw Applications.failed(e);
    }
    System.out.print(
        render(
            reports,
            System.currentTimeMillis(),
            ZoneId.systemDefault(),
            Screen.ofProcess().tableColumns()));
    if (reports.isEmpty()) {
      System.out.println(
          all ? "There are no applications." : "Nothing is running; --all shows what is over.");
    }
    return 0;
  }

  static String render(List<ApplicationReport> reports, long nowMillis, ZoneId zone, int columns) {
    if (reports.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable("APPLICATION", "NAME", "USER", "QUEUE", "STATE", ">DONE", "STARTED", ">TIME");
    reports.stream()
        .sorted(Comparator.comparingLong(ApplicationReport::getStartTime).reversed())
        .forEach(
            report -> {
              long end = report.getFinishTime() == 0 ? nowMillis : report.getFinishTime();
              table.row(
                  report.getApplicationId().toString(),
                  report.getName(),
                  report.getUser(),
                  report.getQueue(),
                  state(report),
                  done(report),
                  Human.time(report.getStartTime(), zone),
                  Human.millis(Math.max(0, end - report.getStartTime())));
            });
    return table.render(columns);
  }

  /** YARN says that what failed or was killed is all done. */
  private static String done(ApplicationReport report) {
    boolean whole =
        ApplicationWatch.end(report)
            .map(end -> end.kind() == ApplicationEnd.Kind.SUCCEEDED)
            .orElse(true);
    return whole ? Math.round(report.getProgress() * 100) + " %" : "–";
  }

  private static String state(ApplicationReport report) {
    boolean over = report.getYarnApplicationState() == YarnApplicationState.FINISHED;
    FinalApplicationStatus status = report.getFinalApplicationStatus();
    return (over ? status.name() : report.getYarnApplicationState().name())
        .toLowerCase(Locale.ROOT);
  }
}
