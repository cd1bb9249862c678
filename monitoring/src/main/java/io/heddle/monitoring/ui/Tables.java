package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.JobStatus;
import io.heddle.monitoring.store.StageState;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.Work;
import io.heddle.monitoring.text.Human;
import java.util.List;

/** Tables that more than one page has. */
final class Tables {
  private Tables() {}

  /**
   * Opens a table up to its body; three elements are then open.
   *
   * @param heads one a column; one that begins with {@code >} is a column of numbers
   */
  static void begin(Html html, String... heads) {
    html.open("table").open("thead").open("tr");
    for (String head : heads) {
      if (head.startsWith(">")) {
        html.element("th", head.substring(1), "class", "n");
      } else {
        html.element("th", head);
      }
    }
    html.close().close().open("tbody");
  }

  /** Closes what {@link #begin} opened. */
  static void end(Html html) {
    html.close().close();
  }

  static void heading(Html html, String title, String remark) {
    html.open("h2").text(title);
    if (!remark.isEmpty()) {
      html.element("small", remark);
    }
    html.close();
  }

  static void stages(Html html, Page page, List<StageStatus> stages) {
    begin(
        html,
        ">Id",
        "Stage",
        "State",
        "Tasks",
        "Locality",
        ">Input",
        ">Output",
        ">Shuffle read",
        ">Shuffle write",
        ">Median task",
        ">Time");
    for (StageStatus stage : stages) {
      html.open("tr").number(String.valueOf(stage.id()));
      html.open("td", "class", "w").link("stage?id=" + stage.id(), stage.name());
      String remark = remark(stage);
      if (!remark.isEmpty()) {
        html.element("small", remark, "class", stage.state() == StageState.FAILED ? "bad" : null);
      }
      html.close().open("td");
      States.pill(html, stage.state());
      html.close();
      if (stage.state() == StageState.SKIPPED) {
        html.element("td", Human.count(stage.tasks().total()), "class", "soft");
      } else {
        States.progressCell(html, stage.tasks());
      }
      States.localityCell(html, stage);
      Work work = stage.work();
      html.number(Human.bytesOrDash(work.inputBytes()));
      html.number(Human.bytesOrDash(work.outputBytes()));
      html.number(Human.bytesOrDash(work.shuffleReadBytes()));
      html.number(Human.bytesOrDash(work.shuffleWriteBytes()));
      html.number(stage.runNanos().count() == 0 ? "–" : Human.nanos(stage.runNanos().median()));
      html.number(
          stage.startedAtMillis() == 0 ? "–" : Human.millis(stage.elapsedMillis(page.nowMillis())));
      html.close();
    }
    end(html);
  }

  private static String remark(StageStatus stage) {
    StringBuilder remark = new StringBuilder();
    if (stage.attempt() > 0) {
      remark.append("attempt ").append(stage.attempt() + 1);
    }
    if (stage.lostOutputs() > 0) {
      remark.append(remark.isEmpty() ? "" : " · ");
      remark.append(Human.count(stage.lostOutputs())).append(" outputs were lost");
    }
    if (!stage.reason().isEmpty()) {
      remark.append(remark.isEmpty() ? "" : " · ").append(firstLine(stage.reason()));
    }
    return remark.toString();
  }

  static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return line.length() > 300 ? line.substring(0, 300) + " …" : line;
  }

  static void jobs(Html html, Page page, List<JobStatus> jobs) {
    begin(html, ">Id", "Job", "State", ">Stages", "Tasks", "Started", ">Time");
    for (JobStatus job : jobs) {
      html.open("tr").number(String.valueOf(job.id()));
      html.open("td", "class", "w").link("job?id=" + job.id(), title(job));
      if (!job.pool().isEmpty()) {
        html.element("small", "pool " + job.pool());
      }
      if (!job.reason().isEmpty()) {
        html.element("small", firstLine(job.reason()), "class", "bad");
      }
      html.close().open("td");
      States.pill(html, job.state());
      int run = job.stageIds().size() - job.stagesSkipped();
      html.close().open("td", "class", "n").text(job.stagesDone() + " / " + run);
      if (job.stagesSkipped() > 0) {
        html.element("small", job.stagesSkipped() + " skipped");
      }
      html.close();
      States.progressCell(html, job.tasks());
      html.element("td", page.timeOfDay(job.startedAtMillis()), "class", "nb");
      long end = job.endedAtMillis() == 0 ? page.nowMillis() : job.endedAtMillis();
      html.number(Human.millis(Math.max(0, end - job.startedAtMillis()))).close();
    }
    end(html);
  }

  static String title(JobStatus job) {
    return job.callSite().isEmpty() ? job.action() : job.action() + " at " + job.callSite();
  }
}
