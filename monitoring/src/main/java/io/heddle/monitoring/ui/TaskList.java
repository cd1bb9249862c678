package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.Locality;
import io.heddle.monitoring.store.TaskOrder;
import io.heddle.monitoring.store.TaskPage;
import io.heddle.monitoring.store.TaskStatus;
import io.heddle.monitoring.store.Work;
import io.heddle.monitoring.text.Human;
import java.util.Locale;

/**
 * The tasks of a stage, some at a time, in an order of the viewer's choice.
 *
 * @param total the attempts that there were, including those no longer kept
 */
record TaskList(TaskPage tasks, TaskOrder order, int total) {
  /** Tasks on one page. */
  static final int SIZE = 100;

  /** Titles of columns, and the order that a click on them gives. */
  private enum Column {
    ID(">Task", TaskOrder.ID),
    STATE("State", null),
    PARTITION(">Partition", TaskOrder.PARTITION),
    ATTEMPT(">Attempt", null),
    HOST("Host · executor", TaskOrder.HOST),
    LOCALITY("Locality", null),
    STARTED("Started", null),
    RUN(">Run time", TaskOrder.SLOWEST),
    GC(">GC", null),
    INPUT(">Input", TaskOrder.INPUT),
    OUTPUT(">Output", null),
    READ(">Shuffle read", TaskOrder.SHUFFLE_READ),
    WRITE(">Shuffle write", TaskOrder.SHUFFLE_WRITE),
    SPILLED(">Spilled", null),
    REASON("Remark", null);

    private final String title;
    private final TaskOrder order;

    Column(String title, TaskOrder order) {
      this.title = title;
      this.order = order;
    }
  }

  void write(Html html, Page page) {
    html.open("section");
    String kept =
        tasks.retained() < total
            ? Human.count(tasks.retained()) + " attempts of " + Human.count(total) + " are kept"
            : Human.count(tasks.retained()) + " attempts";
    Tables.heading(html, "Tasks", kept);
    if (tasks.tasks().isEmpty()) {
      html.element("p", "None to show.");
    } else {
      table(html, page);
      pages(html);
    }
    html.close();
  }

  private void table(Html html, Page page) {
    html.open("table").open("thead").open("tr");
    for (Column column : Column.values()) {
      boolean number = column.title.startsWith(">");
      String title = number ? column.title.substring(1) : column.title;
      html.open("th", "class", number ? "n" : null);
      if (column.order == null) {
        html.text(title);
      } else {
        html.link(address(column.order, 0), title + (column.order == order ? " ▾" : ""));
      }
      html.close();
    }
    html.close().close().open("tbody");
    for (TaskStatus task : tasks.tasks()) {
      row(html, page, task);
    }
    html.close().close();
  }

  private static void row(Html html, Page page, TaskStatus task) {
    Work work = task.work();
    boolean missed = task.locality() == Locality.ANY;
    html.open("tr").number(String.valueOf(task.id())).open("td");
    States.pill(html, task.state());
    html.close().number(partition(task)).number(String.valueOf(task.attempt() + 1));
    html.open("td", "class", "nb").text(task.host());
    html.element("span", " · " + task.executorId(), "class", "soft").close();
    html.element("td", task.locality().label(), "class", missed ? "nb warn" : "nb");
    html.element("td", page.timeOfDay(task.startedAtMillis()), "class", "nb");
    html.number(
        task.endedAtMillis() == 0
            ? Human.millis(Math.max(0, page.nowMillis() - task.startedAtMillis())) + " …"
            : Human.nanos(work.runNanos()));
    html.number(work.gcMillis() == 0 ? "–" : Human.millis(work.gcMillis()));
    html.number(Human.bytesOrDash(work.inputBytes()));
    html.number(Human.bytesOrDash(work.outputBytes()));
    html.number(Human.bytesOrDash(work.shuffleReadBytes()));
    html.number(Human.bytesOrDash(work.shuffleWriteBytes()));
    html.number(Human.bytesOrDash(work.spilledBytes()));
    reasonCell(html, "task-" + task.id(), task.reason());
    html.close();
  }

  static String partition(TaskStatus task) {
    return task.partition() < 0 ? "–" : String.valueOf(task.partition());
  }

  /** The first line, and the rest to open. */
  static void reasonCell(Html html, String id, String reason) {
    html.open("td", "class", "w");
    String first = Tables.firstLine(reason);
    if (reason.equals(first)) {
      html.text(reason);
    } else {
      html.open("details", "id", id).element("summary", first);
      html.element("pre", reason, "class", "stack").close();
    }
    html.close();
  }

  private void pages(Html html) {
    int offset = tasks.offset();
    if (tasks.retained() <= SIZE && offset == 0) {
      return;
    }
    html.open("div", "class", "pages");
    if (offset > 0) {
      html.link(address(order, Math.max(0, offset - SIZE)), "← before");
    }
    html.element(
        "span",
        Human.count(offset + 1L) + "–" + Human.count(offset + (long) tasks.tasks().size()),
        "class",
        "soft");
    if (offset + SIZE < tasks.retained()) {
      html.link(address(order, offset + SIZE), "next →");
    }
    html.close();
  }

  private String address(TaskOrder by, int offset) {
    return "stage?id="
        + tasks.stageId()
        + "&order="
        + by.name().toLowerCase(Locale.ROOT)
        + (offset == 0 ? "" : "&offset=" + offset);
  }
}
