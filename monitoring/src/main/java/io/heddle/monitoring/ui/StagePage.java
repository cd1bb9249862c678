package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.Distribution;
import io.heddle.monitoring.store.StageAttempt;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.TaskStatus;
import io.heddle.monitoring.store.Work;
import io.heddle.monitoring.text.Human;
import java.util.List;
import java.util.function.LongFunction;

/** One stage: what it computes, how its tasks spread, what went wrong, and its tasks. */
final class StagePage {
  private StagePage() {}

  static void write(
      Html html, Page page, StageStatus stage, List<TaskStatus> failures, TaskList tasks) {
    html.open("section");
    Tables.heading(html, "Stage " + stage.id(), stage.name());
    Tables.stages(html, page, List.of(stage));
    html.open("div", "class", "body").open("dl");
    facts(html, stage);
    html.close().close().close();
    if (!stage.reason().isEmpty()) {
      html.open("section");
      Tables.heading(
          html, "Why it is " + stage.state().name().toLowerCase(java.util.Locale.ROOT), "");
      html.open("div", "class", "body")
          .element("pre", stage.reason(), "class", "stack")
          .close()
          .close();
    }
    if (stage.attempts().size() > 1) {
      attempts(html, page, stage);
    }
    if (stage.runNanos().count() > 0) {
      spread(html, stage);
    }
    if (!failures.isEmpty()) {
      failures(html, page, failures);
    }
    tasks.write(html, page);
  }

  private static void facts(Html html, StageStatus stage) {
    if (!stage.lineage().isEmpty()) {
      fact(html, "Operations", String.join(" → ", stage.lineage()));
    }
    links(html, "Reads the output of", "stage", stage.parents());
    links(html, "Part of", "job", stage.jobIds());
    Work work = stage.work();
    records(html, "Input", work.inputBytes(), work.inputRecords());
    records(html, "Output", work.outputBytes(), work.outputRecords());
    if (work.shuffleReadBytes() > 0) {
      fact(
          html,
          "Shuffle read",
          "%s (%s local, %s remote), %s records, %s waiting"
              .formatted(
                  Human.bytes(work.shuffleReadBytes()),
                  Human.bytes(work.shuffleReadLocalBytes()),
                  Human.bytes(work.shuffleReadRemoteBytes()),
                  Human.count(work.shuffleReadRecords()),
                  Human.nanos(work.shuffleFetchWaitNanos())));
    }
    records(html, "Shuffle write", work.shuffleWriteBytes(), work.shuffleWriteRecords());
    if (work.spilledBytes() > 0) {
      fact(html, "Spilled", Human.bytes(work.spilledBytes()));
    }
    fact(
        html,
        "Time in tasks",
        "%s (%s CPU, %s garbage collection)"
            .formatted(
                Human.nanos(work.runNanos()),
                Human.nanos(work.cpuNanos()),
                Human.millis(work.gcMillis())));
    if (stage.wastedNanos() > 0) {
      fact(html, "Wasted", Human.nanos(stage.wastedNanos()) + " in attempts without a result");
    }
  }

  private static void fact(Html html, String name, String value) {
    html.element("dt", name).element("dd", value);
  }

  private static void records(Html html, String name, long bytes, long records) {
    if (bytes > 0 || records > 0) {
      fact(html, name, Human.bytes(bytes) + ", " + Human.count(records) + " records");
    }
  }

  private static void links(Html html, String name, String kind, List<Integer> ids) {
    if (ids.isEmpty()) {
      return;
    }
    html.element("dt", name).open("dd");
    int shown = Math.min(20, ids.size());
    for (int i = 0; i < shown; i++) {
      html.text(i == 0 ? "" : ", ").link(kind + "?id=" + ids.get(i), kind + " " + ids.get(i));
    }
    html.text(ids.size() > shown ? " and " + (ids.size() - shown) + " more" : "").close();
  }

  private static void attempts(Html html, Page page, StageStatus stage) {
    html.open("section");
    Tables.heading(html, "Attempts", "each computes what the one before left or lost");
    Tables.begin(html, ">Attempt", "State", ">Tasks", "Started", ">Time", "Reason");
    for (StageAttempt attempt : stage.attempts()) {
      html.open("tr").number(String.valueOf(attempt.attempt() + 1)).open("td");
      States.pill(html, attempt.state());
      long end = attempt.endedAtMillis() == 0 ? page.nowMillis() : attempt.endedAtMillis();
      html.close()
          .number(Human.count(attempt.tasks()))
          .element("td", page.timeOfDay(attempt.startedAtMillis()), "class", "nb")
          .number(Human.millis(Math.max(0, end - attempt.startedAtMillis())))
          .element("td", attempt.reason(), "class", "w")
          .close();
    }
    Tables.end(html);
    html.close();
  }

  private static void spread(Html html, StageStatus stage) {
    html.open("section");
    Tables.heading(
        html, "How tasks spread", Human.count(stage.runNanos().count()) + " that succeeded");
    Tables.begin(html, "", ">Least", ">Lower quarter", ">Median", ">Upper quarter", ">Most");
    spread(html, "Run time", stage.runNanos(), Human::nanos);
    spread(html, "Input", stage.inputBytes(), Human::bytes);
    spread(html, "Shuffle read", stage.shuffleReadBytes(), Human::bytes);
    spread(html, "Shuffle write", stage.shuffleWriteBytes(), Human::bytes);
    spread(html, "Spilled", stage.spilledBytes(), Human::bytes);
    Tables.end(html);
    html.close();
  }

  private static void spread(
      Html html, String name, Distribution values, LongFunction<String> format) {
    if (values.max() > 0) {
      html.open("tr")
          .cell(name)
          .number(format.apply(values.min()))
          .number(format.apply(values.lowerQuartile()))
          .number(format.apply(values.median()))
          .number(format.apply(values.upperQuartile()))
          .number(format.apply(values.max()))
          .close();
    }
  }

  private static void failures(Html html, Page page, List<TaskStatus> failures) {
    html.open("section");
    Tables.heading(html, "Failures", "the latest " + failures.size());
    Tables.begin(html, ">Task", "State", ">Partition", ">Attempt", "Host", "Ended", "Why");
    for (TaskStatus task : failures) {
      html.open("tr").number(String.valueOf(task.id())).open("td");
      States.pill(html, task.state());
      html.close()
          .number(TaskList.partition(task))
          .number(String.valueOf(task.attempt() + 1))
          .cell(task.host())
          .element("td", page.timeOfDay(task.endedAtMillis()), "class", "nb");
      TaskList.reasonCell(html, "failure-" + task.id(), task.reason());
      html.close();
    }
    Tables.end(html);
    html.close();
  }
}
