package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.ApplicationState;
import io.heddle.monitoring.store.ExecutorState;
import io.heddle.monitoring.store.JobState;
import io.heddle.monitoring.store.StageState;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.TaskCounts;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.text.Human;
import java.util.Locale;

/** States as coloured words, and progress as bars. */
final class States {
  private States() {}

  static void pill(Html html, Enum<?> state) {
    String word = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    html.element("span", word, "class", "state " + colour(state));
  }

  private static String colour(Enum<?> state) {
    if (state == ApplicationState.RUNNING
        || state == JobState.RUNNING
        || state == StageState.RUNNING
        || state == TaskState.RUNNING) {
      return "run";
    }
    if (state == ApplicationState.SUCCEEDED
        || state == JobState.SUCCEEDED
        || state == StageState.SUCCEEDED
        || state == TaskState.SUCCEEDED
        || state == ExecutorState.ACTIVE) {
      return "ok";
    }
    if (state == StageState.PENDING
        || state == StageState.SKIPPED
        || state == TaskState.KILLED
        || state == ExecutorState.REMOVED
        || state == ApplicationState.STARTING) {
      return "off";
    }
    return "bad";
  }

  /** A table cell with done/total in words and as a bar. */
  static void progressCell(Html html, TaskCounts tasks) {
    html.open("td", "class", "progress");
    html.text(Human.count(tasks.done()) + " / " + Human.count(tasks.total()));
    if (tasks.running() > 0) {
      html.element("span", " · " + Human.count(tasks.running()) + " running", "class", "soft");
    }
    if (tasks.unsuccessful() > 0) {
      html.element("span", " · " + Human.count(tasks.unsuccessful()) + " failed", "class", "bad");
    }
    html.open("div", "class", "bar");
    part(html, "d", tasks.done(), tasks.total());
    part(html, "r", Math.min(tasks.running(), tasks.total() - tasks.done()), tasks.total());
    html.close().close();
  }

  private static void part(Html html, String kind, int share, int total) {
    if (share > 0 && total > 0) {
      String width = String.format(Locale.ROOT, "width:%.2f%%", 100.0 * share / total);
      html.open("i", "class", kind, "style", width).close();
    }
  }

  /** A table cell with the localities of a stage's tasks. */
  static void localityCell(Html html, StageStatus stage) {
    boolean missed = stage.localities().any() > 0;
    String title = missed ? "some tasks did not run near their data" : null;
    html.element(
        "td",
        Human.localities(stage.localities()),
        "class",
        missed ? "nb warn" : "nb",
        "title",
        title);
  }
}
