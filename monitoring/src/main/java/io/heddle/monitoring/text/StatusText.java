package io.heddle.monitoring.text;

import io.heddle.monitoring.store.AllocationStatus;
import io.heddle.monitoring.store.ApplicationStatus;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.JobStatus;
import io.heddle.monitoring.store.NoticeLine;
import io.heddle.monitoring.store.StageState;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.store.TaskCounts;
import io.heddle.monitoring.store.Totals;
import io.heddle.monitoring.store.Work;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Plain aligned tables for terminals. Each method gives whole lines that end in a newline; control
 * characters in names are replaced.
 */
public final class StatusText {
  private StatusText() {}

  /**
   * One line a stage, as wide as it takes: id, name, state, tasks, localities, bytes, times.
   *
   * @param nowMillis the driver's clock, for stages that run
   */
  public static String stages(List<StageStatus> stages, long nowMillis) {
    return stages(stages, nowMillis, Integer.MAX_VALUE);
  }

  /**
   * As {@link #stages(List, long)}. On a narrow terminal the tasks' median is left out, and then
   * names are cut.
   *
   * @param columns of the terminal
   */
  public static String stages(List<StageStatus> stages, long nowMillis, int columns) {
    String all = stages(stages, nowMillis, Integer.MAX_VALUE, true);
    boolean fits = all.lines().allMatch(line -> line.codePointCount(0, line.length()) <= columns);
    return fits ? all : stages(stages, nowMillis, columns, false);
  }

  private static String stages(
      List<StageStatus> stages, long nowMillis, int columns, boolean median) {
    List<String> heads = new ArrayList<>(List.of(">STAGE", "NAME", "STATE", ">TASKS", "LOCALITY"));
    heads.addAll(List.of(">INPUT", ">OUTPUT", ">SHUFFLE\nREAD", ">SHUFFLE\nWRITE"));
    if (median) {
      heads.add(">TASK\nMEDIAN");
    }
    heads.add(">TIME");
    TextTable table = new TextTable(heads.toArray(String[]::new));
    for (StageStatus stage : stages) {
      Work work = stage.work();
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(stage.id()));
      cells.add(stage.name());
      cells.add(state(stage));
      cells.add(tasks(stage));
      cells.add(Human.localities(stage.localities()));
      cells.add(Human.bytesOrDash(work.inputBytes()));
      cells.add(Human.bytesOrDash(work.outputBytes()));
      cells.add(Human.bytesOrDash(work.shuffleReadBytes()));
      cells.add(Human.bytesOrDash(work.shuffleWriteBytes()));
      if (median) {
        boolean none = stage.runNanos().count() == 0;
        cells.add(none ? "–" : Human.nanos(stage.runNanos().median()));
      }
      boolean waits = stage.startedAtMillis() == 0;
      cells.add(waits ? "–" : Human.millis(stage.elapsedMillis(nowMillis)));
      table.row(cells.toArray(String[]::new));
    }
    return table.render(columns);
  }

  private static String state(StageStatus stage) {
    String state = stage.state().name().toLowerCase(Locale.ROOT);
    return stage.attempt() == 0 ? state : state + ", attempt " + (stage.attempt() + 1);
  }

  private static String tasks(StageStatus stage) {
    TaskCounts tasks = stage.tasks();
    if (stage.state() == StageState.SKIPPED) {
      return Human.count(tasks.total());
    }
    String done = Human.count(tasks.done()) + "/" + Human.count(tasks.total());
    return tasks.unsuccessful() == 0
        ? done
        : done + " (" + Human.count(tasks.unsuccessful()) + " failed)";
  }

  /**
   * One line a job: id, action, place, state, stages, tasks, time.
   *
   * @param nowMillis the driver's clock, for jobs that run
   * @param columns of the terminal
   */
  public static String jobs(List<JobStatus> jobs, long nowMillis, int columns) {
    TextTable table = new TextTable(">JOB", "ACTION", "STATE", ">STAGES", ">TASKS", ">TIME");
    for (JobStatus job : jobs) {
      long end = job.endedAtMillis() == 0 ? nowMillis : job.endedAtMillis();
      int stages = job.stageIds().size() - job.stagesSkipped();
      table.row(
          String.valueOf(job.id()),
          job.callSite().isEmpty() ? job.action() : job.action() + " at " + job.callSite(),
          job.state().name().toLowerCase(Locale.ROOT),
          job.stagesDone()
              + "/"
              + stages
              + (job.stagesSkipped() == 0 ? "" : " (" + job.stagesSkipped() + " skipped)"),
          Human.count(job.tasks().done()) + "/" + Human.count(job.tasks().total()),
          Human.millis(Math.max(0, end - job.startedAtMillis())));
    }
    return table.render(columns);
  }

  /**
   * One line an executor, in the order of their numbers: id, host, rack, state, slots, tasks,
   * memory.
   *
   * @param columns of the terminal
   */
  public static String executors(List<ExecutorStatus> executors, int columns) {
    TextTable table =
        new TextTable(
            ">EXECUTOR",
            "HOST",
            "RACK",
            "STATE",
            ">SLOTS",
            ">TASKS",
            ">FAILED",
            ">HEAP",
            ">TASK TIME");
    Comparator<ExecutorStatus> byNumber =
        Comparator.<ExecutorStatus>comparingInt(e -> e.id().length()).thenComparing(e -> e.id());
    for (ExecutorStatus e : executors.stream().sorted(byNumber).toList()) {
      table.row(
          e.id(),
          e.host(),
          e.rack().isEmpty() ? "–" : e.rack(),
          e.state().name().toLowerCase(Locale.ROOT),
          String.valueOf(e.slots()),
          Human.count(e.succeededTasks()),
          Human.countOrDash(e.failedTasks()),
          e.heapMaxBytes() == 0
              ? "–"
              : Human.bytes(e.heapUsedBytes()) + " of " + Human.bytes(e.heapMaxBytes()),
          Human.nanos(e.work().runNanos()));
    }
    return table.render(columns);
  }

  /** The start-up of an application, step by step; empty when no step is known. */
  public static String startup(StartupSteps steps) {
    if (steps.steps().isEmpty()) {
      return "";
    }
    TextTable table = new TextTable("START-UP", ">AT", ">TOOK");
    for (StartupSteps.Step step : steps.steps()) {
      table.row(step.label(), Human.millis(step.atMillis()), Human.millis(step.tookMillis()));
    }
    return table.render();
  }

  /** One line a notice, with its time of day. */
  public static String notices(List<NoticeLine> notices, ZoneId zone) {
    StringBuilder out = new StringBuilder();
    for (NoticeLine notice : notices) {
      out.append(Human.time(notice.atMillis(), zone).substring(11))
          .append("  ")
          .append(TextTable.clean(notice.text()))
          .append('\n');
    }
    return out.toString();
  }

  /** What {@code heddle status} shows of an application: name, state, numbers. */
  public static String application(Summary summary, ZoneId zone) {
    ApplicationStatus app = summary.application();
    Totals totals = summary.totals();
    StringBuilder out = new StringBuilder();
    out.append(TextTable.clean(app.name()))
        .append(" (")
        .append(TextTable.clean(app.id()))
        .append("): ")
        .append(app.state().name().toLowerCase(Locale.ROOT));
    if (app.startedAtMillis() > 0) {
      long end = app.endedAtMillis() == 0 ? summary.atMillis() : app.endedAtMillis();
      out.append(", started ")
          .append(Human.time(app.startedAtMillis(), zone))
          .append(app.endedAtMillis() == 0 ? ", running for " : ", took ")
          .append(Human.millis(Math.max(0, end - app.startedAtMillis())));
    }
    out.append('\n');
    if (!app.diagnostics().isEmpty()) {
      out.append(app.diagnostics().strip()).append('\n');
    }
    out.append(
        String.format(
            Locale.ROOT,
            "%d jobs, %d stages, %s tasks done of %s, %d executors with %d slots\n",
            totals.jobsActive() + totals.jobsSucceeded() + totals.jobsFailed(),
            totals.stagesPending()
                + totals.stagesRunning()
                + totals.stagesSucceeded()
                + totals.stagesFailed(),
            Human.count(totals.tasks().done()),
            Human.count(totals.tasks().total()),
            totals.executorsActive(),
            totals.slots()));
    out.append(allocation(summary.allocation()));
    return out.toString();
  }

  /**
   * How many executors are wanted and had, and on a line of its own why not all; empty when none
   * are.
   */
  public static String allocation(AllocationStatus allocation) {
    StringBuilder out = new StringBuilder();
    if (allocation.target() > 0 || !allocation.isSettled()) {
      out.append(allocation.target())
          .append(allocation.target() == 1 ? " executor wanted: " : " executors wanted: ")
          .append(allocation.running())
          .append(" running");
      part(out, allocation.granted(), "being started");
      part(out, allocation.asked(), "asked for");
      part(out, allocation.draining(), "draining");
      out.append('\n');
    }
    if (!allocation.waiting().isEmpty()) {
      out.append(TextTable.clean(allocation.waiting())).append('\n');
    }
    return out.toString();
  }

  private static void part(StringBuilder out, int count, String what) {
    if (count > 0) {
      out.append(", ").append(count).append(' ').append(what);
    }
  }

  /**
   * The progress of the stages that run, in one line without a newline, such as {@code stage 1
   * reduceByKey at WordCount.java:29 3/8 (2 running)}; of the application's state when no stage
   * does.
   */
  public static String progress(Summary summary) {
    List<String> parts = new ArrayList<>();
    for (StageStatus stage : summary.stages()) {
      if (stage.state() == StageState.RUNNING) {
        TaskCounts tasks = stage.tasks();
        parts.add(
            String.format(
                Locale.ROOT,
                "stage %d %s %d/%d (%d running%s)",
                stage.id(),
                TextTable.clean(stage.name()),
                tasks.done(),
                tasks.total(),
                tasks.running(),
                tasks.unsuccessful() == 0 ? "" : ", " + tasks.unsuccessful() + " failed"));
      }
    }
    if (!parts.isEmpty()) {
      return String.join("; ", parts);
    }
    Totals totals = summary.totals();
    return String.format(
        Locale.ROOT,
        "%s, %d of %d tasks done, %d executors",
        summary.application().state().name().toLowerCase(Locale.ROOT),
        totals.tasks().done(),
        totals.tasks().total(),
        totals.executorsActive());
  }
}
