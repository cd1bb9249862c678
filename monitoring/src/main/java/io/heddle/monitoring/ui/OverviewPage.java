package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.AccumulatorStatus;
import io.heddle.monitoring.store.JobState;
import io.heddle.monitoring.store.JobStatus;
import io.heddle.monitoring.store.NoticeLine;
import io.heddle.monitoring.store.StageState;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.store.Totals;
import io.heddle.monitoring.store.Work;
import io.heddle.monitoring.text.Human;
import io.heddle.monitoring.text.StartupSteps;
import io.heddle.monitoring.text.StatusText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The first page: the application in numbers, what runs, what is over, how it started. */
final class OverviewPage {
  private OverviewPage() {}

  static void write(Html html, Page page, Summary summary, List<AccumulatorStatus> accumulators) {
    tiles(html, summary.totals());
    if (!summary.application().diagnostics().isEmpty()) {
      html.open("section");
      Tables.heading(html, "Diagnostics", "");
      html.open("div", "class", "body")
          .element("pre", summary.application().diagnostics(), "class", "stack")
          .close()
          .close();
    }
    allocation(html, summary);
    List<StageStatus> stages = newestFirst(summary.stages());
    stages(
        html,
        page,
        "Running stages",
        stages,
        stage -> stage.state() == StageState.RUNNING,
        summary.totals().stagesRunning());
    jobs(html, page, newestFirst(summary.jobs()), summary.totals());
    stages(
        html,
        page,
        "Waiting stages",
        stages,
        stage -> stage.state() == StageState.PENDING,
        summary.totals().stagesPending());
    Totals t = summary.totals();
    stages(
        html,
        page,
        "Finished stages",
        stages,
        stage -> !stage.state().isActive(),
        t.stagesSucceeded() + t.stagesFailed() + t.stagesNeverRun());
    accumulators(html, accumulators);
    notices(html, page, summary.notices());
    startup(html, StartupSteps.of(summary.milestones()));
  }

  private static void allocation(Html html, Summary summary) {
    String text = StatusText.allocation(summary.allocation());
    if (!summary.allocation().isSettled()) {
      html.open("section");
      Tables.heading(html, "Executors wanted", Human.count(summary.allocation().target()));
      text.lines().forEach(line -> html.element("p", line));
      html.close();
    }
  }

  private static void tiles(Html html, Totals totals) {
    html.open("div", "class", "tiles");
    int jobs = totals.jobsActive() + totals.jobsSucceeded() + totals.jobsFailed();
    tile(html, Human.count(jobs), "jobs", totals.jobsActive(), "running", totals.jobsFailed());
    int stages =
        totals.stagesPending()
            + totals.stagesRunning()
            + totals.stagesSucceeded()
            + totals.stagesFailed();
    tile(
        html,
        Human.count(stages),
        "stages",
        totals.stagesRunning(),
        "running",
        totals.stagesFailed());
    tile(
        html,
        Human.count(totals.tasks().done()) + " / " + Human.count(totals.tasks().total()),
        "tasks done",
        totals.tasks().running(),
        "running",
        totals.tasks().unsuccessful());
    tile(
        html,
        Human.count(totals.executorsActive()),
        "executors",
        totals.slots(),
        "slots",
        totals.executorsFailed());
    Work work = totals.work();
    tile(html, Human.bytes(work.inputBytes()), "input", 0, "", 0);
    tile(html, Human.bytes(work.shuffleWriteBytes()), "shuffle written", 0, "", 0);
    tile(html, Human.bytes(work.outputBytes()), "output", 0, "", 0);
    tile(html, Human.nanos(work.runNanos()), "task time", 0, "", 0);
    html.close();
  }

  private static void tile(
      Html html, String value, String name, int active, String activeWord, int failed) {
    html.open("div", "class", "tile").element("b", value).element("span", name);
    if (active > 0 || failed > 0) {
      html.open("span").text(active > 0 ? Human.count(active) + " " + activeWord : "");
      html.text(active > 0 && failed > 0 ? " · " : "");
      if (failed > 0) {
        html.element("i", Human.count(failed) + " failed", "class", "bad");
      }
      html.close();
    }
    html.close();
  }

  private static void stages(
      Html html,
      Page page,
      String title,
      List<StageStatus> stages,
      Predicate<StageStatus> which,
      int total) {
    List<StageStatus> shown = stages.stream().filter(which).toList();
    if (shown.isEmpty()) {
      return;
    }
    html.open("section");
    Tables.heading(html, title, remark(shown.size(), total));
    Tables.stages(html, page, shown);
    html.close();
  }

  private static void jobs(Html html, Page page, List<JobStatus> jobs, Totals totals) {
    html.open("section");
    Tables.heading(
        html,
        "Jobs",
        remark(jobs.size(), totals.jobsActive() + totals.jobsSucceeded() + totals.jobsFailed()));
    if (jobs.isEmpty()) {
      html.element("p", "No job was started yet.");
    } else {
      List<JobStatus> activeFirst = new ArrayList<>(jobs);
      activeFirst.sort(
          (a, b) -> Boolean.compare(b.state() == JobState.RUNNING, a.state() == JobState.RUNNING));
      Tables.jobs(html, page, activeFirst);
    }
    html.close();
  }

  private static String remark(int shown, int total) {
    return shown < total
        ? "the latest " + Human.count(shown) + " of " + Human.count(total)
        : Human.count(total);
  }

  private static void accumulators(Html html, List<AccumulatorStatus> accumulators) {
    if (accumulators.isEmpty()) {
      return;
    }
    html.open("section");
    Tables.heading(html, "Accumulators", Human.count(accumulators.size()));
    Tables.begin(html, ">Id", "Name", "Value");
    for (AccumulatorStatus accumulator : accumulators) {
      html.open("tr")
          .number(String.valueOf(accumulator.id()))
          .element("td", accumulator.name(), "class", "w")
          .element("td", accumulator.value(), "class", "w")
          .close();
    }
    Tables.end(html);
    html.close();
  }

  private static void notices(Html html, Page page, List<NoticeLine> notices) {
    if (notices.isEmpty()) {
      return;
    }
    html.open("section");
    Tables.heading(html, "Notices", "");
    Tables.begin(html, "Time", "Text");
    for (NoticeLine notice : newestFirst(notices)) {
      html.open("tr")
          .element("td", page.timeOfDay(notice.atMillis()), "class", "nb")
          .element("td", notice.text(), "class", "w")
          .close();
    }
    Tables.end(html);
    html.close();
  }

  private static void startup(Html html, StartupSteps startup) {
    List<StartupSteps.Step> steps = startup.steps();
    if (steps.size() < 2) {
      return;
    }
    long all = Math.max(1, steps.get(steps.size() - 1).atMillis());
    html.open("section");
    Tables.heading(html, "Start-up", Human.millis(all) + " from first step to last");
    html.open("div", "class", "body").open("div", "class", "fall");
    for (StartupSteps.Step step : steps) {
      double start = 100.0 * (step.atMillis() - step.tookMillis()) / all;
      double width = 100.0 * step.tookMillis() / all;
      html.element("span", step.label()).open("div", "class", "lane");
      html.open(
              "i",
              "style",
              String.format(Locale.ROOT, "left:%.2f%%;width:%.2f%%", Math.min(99.8, start), width))
          .close()
          .close();
      html.element(
          "span",
          "+" + Human.millis(step.tookMillis()) + " · at " + Human.millis(step.atMillis()),
          "class",
          "t");
    }
    html.close().close().close();
  }

  private static <T> List<T> newestFirst(List<T> oldestFirst) {
    List<T> reversed = new ArrayList<>(oldestFirst);
    Collections.reverse(reversed);
    return reversed;
  }
}
