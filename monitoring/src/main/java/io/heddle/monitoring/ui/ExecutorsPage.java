package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.ExecutorState;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.Work;
import io.heddle.monitoring.text.Human;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The executors: where they run, what they did, what they use, where their logs are. */
final class ExecutorsPage {
  private ExecutorsPage() {}

  static void write(Html html, Page page, List<ExecutorStatus> executors) {
    List<ExecutorStatus> active = new ArrayList<>();
    List<ExecutorStatus> gone = new ArrayList<>();
    for (ExecutorStatus executor : executors) {
      (executor.state() == ExecutorState.ACTIVE ? active : gone).add(executor);
    }
    html.open("section");
    int slots = active.stream().mapToInt(ExecutorStatus::slots).sum();
    Tables.heading(
        html,
        "Executors",
        active.isEmpty()
            ? ""
            : Human.count(active.size()) + " with " + Human.count(slots) + " slots");
    if (active.isEmpty()) {
      html.element("p", "None is there now.");
    } else {
      table(html, page, active);
    }
    html.close();
    if (!gone.isEmpty()) {
      Collections.reverse(gone);
      html.open("section");
      Tables.heading(html, "Gone", Human.count(gone.size()));
      table(html, page, gone);
      html.close();
    }
  }

  private static void table(Html html, Page page, List<ExecutorStatus> executors) {
    Tables.begin(
        html,
        "Executor",
        "Host",
        "State",
        ">Running",
        ">Tasks",
        ">Failed",
        ">Task time",
        ">GC",
        ">Input",
        ">Shuffle read",
        ">Shuffle write",
        "Heap",
        ">Storage",
        ">Resident",
        "Since");
    for (ExecutorStatus executor : executors) {
      row(html, page, executor);
    }
    Tables.end(html);
  }

  private static void row(Html html, Page page, ExecutorStatus e) {
    Work work = e.work();
    html.open("tr").open("td", "class", "nb").text(e.id());
    if (!e.containerId().isEmpty() && !e.containerId().equals(e.id())) {
      html.element("small", e.containerId());
    }
    if (!e.logUrl().isEmpty()) {
      html.text(" ").foreignLink(e.logUrl(), "logs");
    }
    html.close().open("td", "class", "nb").text(e.host());
    if (!e.rack().isEmpty()) {
      html.element("small", e.rack());
    }
    html.close().open("td");
    States.pill(html, e.state());
    if (!e.reason().isEmpty()) {
      html.element("small", Tables.firstLine(e.reason()));
    } else if (!e.excluded().isEmpty()) {
      html.element("small", "excluded: " + Tables.firstLine(e.excluded()), "class", "bad");
    }
    html.close();
    html.number(e.runningTasks() + " / " + e.slots());
    html.number(Human.count(e.succeededTasks()));
    html.element(
        "td", Human.countOrDash(e.failedTasks()), "class", e.failedTasks() > 0 ? "n bad" : "n");
    html.number(Human.nanos(work.runNanos()));
    html.number(Human.millis(work.gcMillis()));
    html.number(Human.bytesOrDash(work.inputBytes()));
    html.number(Human.bytesOrDash(work.shuffleReadBytes()));
    html.number(Human.bytesOrDash(work.shuffleWriteBytes()));
    heapCell(html, e);
    html.number(Human.bytesOrDash(e.storageUsedBytes()));
    html.number(Human.bytesOrDash(e.residentBytes()));
    html.open("td", "class", "nb").text(page.timeOfDay(e.addedAtMillis()));
    if (e.removedAtMillis() > 0) {
      html.element("small", "until " + page.timeOfDay(e.removedAtMillis()));
    }
    html.close().close();
  }

  private static void heapCell(Html html, ExecutorStatus e) {
    html.open("td", "class", "nb");
    if (e.heapMaxBytes() == 0) {
      html.text("–").close();
      return;
    }
    html.text(Human.bytes(e.heapUsedBytes()) + " of " + Human.bytes(e.heapMaxBytes()));
    double share = 100.0 * Math.min(e.heapUsedBytes(), e.heapMaxBytes()) / e.heapMaxBytes();
    html.open("div", "class", "bar");
    html.open(
            "i", "class", "r", "style", String.format(java.util.Locale.ROOT, "width:%.1f%%", share))
        .close()
        .close()
        .close();
  }
}
