package io.heddle.client.terminal;

import io.heddle.monitoring.store.StageState;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.store.TaskCounts;
import io.heddle.monitoring.store.Totals;
import io.heddle.monitoring.text.Human;
import java.util.ArrayList;
import java.util.List;

/** The lines of the live block: what holds for one snapshot, each no wider than the screen. */
final class ProgressLines {
  private static final int MOST_STAGES = 8;
  private static final int LEAST_BAR = 8;
  private static final int WIDEST_BAR = 32;
  private static final int WIDEST_NAME = 40;

  private ProgressLines() {}

  static List<String> of(Snapshot now, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(head(now, screen));
    if (now.summary().isPresent()) {
      Summary summary = now.summary().get();
      List<StageStatus> shown = shown(summary.stages());
      for (StageStatus stage : shown) {
        lines.add(stage(stage, summary.atMillis(), screen));
      }
      lines.add(foot(summary, now, screen));
    } else if (!now.trackingUrl().isEmpty()) {
      lines.add(screen.faint(cut("  " + now.trackingUrl(), screen.columns())));
    }
    return lines;
  }

  private static String head(Snapshot now, Screen screen) {
    String queue = now.queue().isEmpty() ? "" : "  queue " + now.queue();
    String rest = "  " + now.applicationId() + queue + "  " + Human.millis(now.elapsedMillis());
    String state = now.state();
    int room = screen.columns() - state.length() - 2 - rest.length();
    String name = cut(now.name(), Math.max(8, room));
    String plain = name + "  " + state + rest;
    if (plain.length() > screen.columns()) {
      return cut(plain, screen.columns());
    }
    return screen.bold(name) + "  " + screen.cyan(state) + screen.faint(rest);
  }

  /** Active stages and, before them, the latest that are over. */
  private static List<StageStatus> shown(List<StageStatus> stages) {
    List<StageStatus> counted =
        stages.stream().filter(stage -> stage.state() != StageState.SKIPPED).toList();
    if (counted.size() <= MOST_STAGES) {
      return counted;
    }
    int firstActive = 0;
    while (firstActive < counted.size() && !counted.get(firstActive).state().isActive()) {
      firstActive++;
    }
    int from = Math.max(0, Math.min(firstActive - 2, counted.size() - MOST_STAGES));
    return counted.subList(from, from + MOST_STAGES);
  }

  private static String stage(StageStatus stage, long nowMillis, Screen screen) {
    TaskCounts tasks = stage.tasks();
    String label = "  stage " + stage.id() + "  ";
    String numbers = "  " + tasks.done() + "/" + tasks.total() + state(stage, nowMillis);
    int room = screen.columns() - label.length() - numbers.length() - 2;
    int nameWidth = Math.min(WIDEST_NAME, Math.max(0, room - LEAST_BAR));
    int barWidth = Math.min(WIDEST_BAR, room - nameWidth);
    if (nameWidth < LEAST_BAR || barWidth < LEAST_BAR) {
      return cut(label + stage.name() + numbers, screen.columns());
    }
    String name = cut(stage.name(), nameWidth);
    ProgressBar.Parts bar = ProgressBar.of(tasks.done(), tasks.running(), tasks.total(), barWidth);
    return label
        + name
        + " ".repeat(nameWidth - name.length() + 2)
        + screen.green(bar.done())
        + screen.cyan(bar.running())
        + screen.faint(bar.left())
        + numbers;
  }

  private static String state(StageStatus stage, long nowMillis) {
    TaskCounts tasks = stage.tasks();
    StringBuilder text = new StringBuilder();
    if (tasks.running() > 0) {
      text.append("  ").append(tasks.running()).append(" running");
    }
    if (tasks.unsuccessful() > 0) {
      text.append("  ").append(tasks.unsuccessful()).append(" failed");
    }
    if (stage.state() == StageState.PENDING) {
      text.append("  waiting");
    } else if (stage.startedAtMillis() > 0) {
      text.append("  ").append(Human.millis(stage.elapsedMillis(nowMillis)));
    }
    return text.toString();
  }

  private static String foot(Summary summary, Snapshot now, Screen screen) {
    Totals totals = summary.totals();
    String text =
        "  "
            + totals.executorsActive()
            + " executors, "
            + totals.slots()
            + " slots"
            + (now.trackingUrl().isEmpty() ? "" : "  " + now.trackingUrl());
    return screen.faint(cut(text, screen.columns()));
  }

  private static String cut(String text, int width) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    if (clean.length() <= width) {
      return clean;
    }
    return width < 1 ? "" : clean.substring(0, width - 1) + "…";
  }
}
