package io.heddle.client.command;

import io.heddle.client.staging.StagingArea;
import io.heddle.client.submit.ApplicationEnd;
import io.heddle.client.submit.ApplicationWatch;
import io.heddle.client.submit.EventLogs;
import io.heddle.client.submit.YarnCluster;
import io.heddle.client.terminal.Screen;
import io.heddle.conf.HeddleConf;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.store.Totals;
import io.heddle.monitoring.text.Human;
import io.heddle.monitoring.text.StartupSteps;
import io.heddle.monitoring.text.StatusText;
import io.heddle.protocol.event.ApplicationEnded;
import io.heddle.protocol.event.Event;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code heddle status}: of a running application, and of one that is over. */
@Command(
    name = "status",
    description = "Shows an application: state, jobs, stages, executors.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The application.")
  private String id;

  @Option(
      names = "--startup",
      description = "Also where the time between submission and the first task went.")
  private boolean startup;

  @Mixin private SettingOptions settings;

  @Override
  public Integer call() {
    ApplicationId application = Applications.parse(id);
    HeddleConf conf = settings.conf();
    try (YarnCluster cluster = Applications.cluster(conf)) {
      ApplicationReport report = Applications.report(cluster, application);
      System.out.print(head(report));
      StagingArea staging = StagingArea.of(cluster.hadoop(), conf, report.getUser());
      Optional<StatusStore> log =
          new EventLogs(staging.fileSystem(), staging.layout()).latest(application.toString());
      if (log.isEmpty()) {
        System.out.println("There is no event log of it.");
      } else {
        ApplicationWatch.end(report).ifPresent(end -> end(log.get(), end, report.getFinishTime()));
        System.out.print(body(log.get()));
      }
    }
    return 0;
  }

  /** A log that breaks off says that things run which do not any more. */
  private static void end(StatusStore store, ApplicationEnd end, long atMillis) {
    store.accept(
        Event.newBuilder()
            .setAtMillis(atMillis)
            .setApplicationEnded(
                ApplicationEnded.newBuilder()
                    .setSucceeded(end.kind() == ApplicationEnd.Kind.SUCCEEDED)
                    .setDiagnostics(end.diagnostics()))
            .build());
  }

  private static String head(ApplicationReport report) {
    StringBuilder text = new StringBuilder();
    Optional<ApplicationEnd> end = ApplicationWatch.end(report);
    String state = end.map(e -> e.kind().name()).orElse(report.getYarnApplicationState().name());
    line(text, "Application", report.getApplicationId() + "  " + report.getName());
    line(text, "State", state.toLowerCase(Locale.ROOT));
    line(text, "User, queue", report.getUser() + ", " + report.getQueue());
    line(text, "Started", Human.time(report.getStartTime(), ZoneId.systemDefault()));
    if (report.getFinishTime() > 0) {
      line(text, "Took", Human.millis(report.getFinishTime() - report.getStartTime()));
    }
    String url = ApplicationWatch.trackingUrl(report);
    if (end.isEmpty() && !url.isEmpty()) {
      line(text, "Status page", url);
    }
    end.filter(e -> !e.diagnostics().isEmpty())
        .ifPresent(e -> line(text, "Because", e.diagnostics()));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-12s %s%n", name, value));
  }

  private String body(StatusStore store) {
    Summary summary = store.summary();
    int columns = Screen.ofProcess().tableColumns();
    StringBuilder text = new StringBuilder();
    append(
        text,
        summary.jobs().isEmpty(),
        StatusText.jobs(summary.jobs(), summary.atMillis(), columns));
    Totals totals = summary.totals();
    int jobs = totals.jobsActive() + totals.jobsSucceeded() + totals.jobsFailed();
    if (jobs > summary.jobs().size()) {
      int earlier = jobs - summary.jobs().size();
      text.append(Human.counted(earlier, "earlier job"));
      text.append(earlier == 1 ? " is" : " are").append(" not shown.\n");
    }
    append(
        text,
        summary.stages().isEmpty(),
        StatusText.stages(summary.stages(), summary.atMillis(), columns));
    String allocation = StatusText.allocation(summary.allocation());
    append(text, allocation.isEmpty(), allocation);
    append(text, store.executors().isEmpty(), StatusText.executors(store.executors(), columns));
    if (startup) {
      append(
          text,
          summary.milestones().isEmpty(),
          StatusText.startup(StartupSteps.of(summary.milestones())));
    }
    append(
        text,
        summary.notices().isEmpty(),
        StatusText.notices(summary.notices(), ZoneId.systemDefault()));
    return text.toString();
  }

  private static void append(StringBuilder text, boolean empty, String table) {
    if (!empty) {
      text.append('\n').append(table);
    }
  }
}
