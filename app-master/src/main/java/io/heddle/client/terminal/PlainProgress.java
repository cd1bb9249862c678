package io.heddle.client.terminal;

import io.heddle.monitoring.store.NoticeLine;
import io.heddle.monitoring.store.StageState;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.text.Human;
import java.util.HashSet;
import java.util.Set;

/** One line for each change of state and each stage that ends: for logs and pipes. */
final class PlainProgress implements ProgressView {
  private final Screen screen;
  private final Set<String> said = new HashSet<>();
  private String state = "";

  PlainProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public synchronized void show(Snapshot now) {
    if (now.isOver()) {
      // How it ended is told by the report that follows.
      now.summary().ifPresent(summary -> showStages(now, summary));
      return;
    }
    if (!now.state().equals(state)) {
      state = now.state();
      String queue = now.queue().isEmpty() ? "" : " in queue " + now.queue();
      say(now, now.applicationId() + " is " + state + queue);
    }
    if (!now.trackingUrl().isEmpty() && said.add("url")) {
      say(now, "status page: " + now.trackingUrl());
    }
    now.summary().ifPresent(summary -> showStages(now, summary));
  }

  private void showStages(Snapshot now, Summary summary) {
    for (StageStatus stage : summary.stages()) {
      boolean over = stage.state() == StageState.SUCCEEDED || stage.state() == StageState.FAILED;
      String key = "stage " + stage.id() + " attempt " + stage.attempt();
      if (stage.state() == StageState.RUNNING && said.add(key + " starts")) {
        say(now, describe(stage) + " runs " + stage.tasks().total() + " tasks");
      }
      if (over && said.add(key + " ends")) {
        String how = stage.state() == StageState.SUCCEEDED ? " is done: " : " failed: ";
        String why = stage.reason().isEmpty() ? "" : ", " + stage.reason();
        say(
            now,
            describe(stage)
                + how
                + stage.tasks().done()
                + "/"
                + stage.tasks().total()
                + " tasks in "
                + Human.millis(stage.elapsedMillis(summary.atMillis()))
                + why);
      }
    }
    for (NoticeLine notice : summary.notices()) {
      if (said.add("notice " + notice.text())) {
        say(now, notice.text());
      }
    }
  }

  private static String describe(StageStatus stage) {
    return "stage " + stage.id() + " (" + stage.name() + ")";
  }

  private void say(Snapshot now, String text) {
    screen.line(
        String.format("%8s  %s", Human.millis(now.elapsedMillis()), text.replaceAll("\\R", " ")));
  }

  @Override
  public synchronized void print(String text) {
    screen.print(text);
  }

  @Override
  public void end() {
    // Lines need no tidying up.
  }
}
