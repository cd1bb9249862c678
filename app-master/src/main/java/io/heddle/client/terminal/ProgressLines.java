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
      lines.addAll(stages(shown(summary.stages()), summary.atMillis(), screen));
      if (!now.isOver()) {
        lines.add(foot(summary, now, screen));
      }
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
    return screen.bold(name) + "  " + painted(now, screen) + screen.faint(rest);
  }

  private static String painted(Snapshot now, Screen screen) {
    if (!now.isOver()) {
      return screen.cyan(now.state());
    }
    return now.state().equals("SUCCEEDED") ? screen.green(now.state()) : screen.red(now.state());
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

  /** A line a stage, in columns: label, name, bar, numbers. */
  private static List<String> stages(List<StageStatus> stages, long nowMillis, Screen screen) {
    List<String> labels = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    int longestName = 0;
    for (StageStatus stage : stages) {
      TaskCounts tasks = stage.tasks();
      labels.add("  stage " + stage.id() + "  ");
      numbers.add("  " + tasks.done() + "/" + tasks.total() + state(stage, nowMillis));
      longestName = Math.max(longestName, stage.name().length());
    }
    int room = screen.columns() - longest(labels) - longest(numbers) - 2;
    int nameWidth = Math.min(Math.min(WIDEST_NAME, longestName), room - LEAST_BAR);
    int barWidth = Math.min(WIDEST_BAR, room - nameWidth);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      StageStatus stage = stages.get(i);
      if (nameWidth < 1) {
        lines.add(cut(labels.get(i) + stage.name() + numbers.get(i), screen.columns()));
      } else {
        String label = padded(labels.get(i), longest(labels));
        String name = padded(cut(stage.name(), nameWidth), nameWidth + 2);
        lines.add(label + name + bar(stage.tasks(), barWidth, screen) + numbers.get(i));
      }
    }
    return lines;
  }

  private static String bar(TaskCounts tasks, int width, Screen screen) {
    ProgressBar.Parts bar = ProgressBar.of(tasks.done(), tasks.running(), tasks.total(), width);
    return screen.green(bar.done()) + screen.cyan(bar.running()) + screen.faint(bar.left());
  }

  private static int longest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
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
            + Human.counted(totals.executorsActive(), "executor")
            + ", "
            + Human.counted(totals.slots(), "slot")
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
