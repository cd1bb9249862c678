package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.RddStatus;
import io.heddle.monitoring.text.Human;
import java.util.List;

/** What is cached, how much, and where. */
final class StoragePage {
  private StoragePage() {}

  static void write(Html html, List<RddStatus> rdds) {
    html.open("section");
    Tables.heading(html, "Cached RDDs", rdds.isEmpty() ? "" : Human.count(rdds.size()));
    if (rdds.isEmpty()) {
      html.element("p", "Nothing is cached.").close();
      return;
    }
    Tables.begin(html, ">Id", "RDD", "Level", ">Partitions", ">Memory", ">Disk", "Blocks");
    for (RddStatus rdd : rdds) {
      html.open("tr")
          .number(String.valueOf(rdd.id()))
          .element("td", rdd.name(), "class", "w")
          .cell(rdd.level())
          .number(Human.count(rdd.cachedPartitions()))
          .number(Human.bytesOrDash(rdd.memoryBytes()))
          .number(Human.bytesOrDash(rdd.diskBytes()))
          .open("td");
      blocks(html, rdd);
      html.close().close();
    }
    Tables.end(html);
    html.close();
  }

  private static void blocks(Html html, RddStatus rdd) {
    html.open("details", "id", "rdd-" + rdd.id());
    html.element("summary", Human.count(rdd.blocks().size()) + " blocks");
    Tables.begin(html, ">Partition", "Executor", ">Memory", ">Disk");
    for (RddStatus.Block block : rdd.blocks()) {
      html.open("tr")
          .number(String.valueOf(block.partition()))
          .cell(block.executorId())
          .number(Human.bytesOrDash(block.memoryBytes()))
          .number(Human.bytesOrDash(block.diskBytes()))
          .close();
    }
    Tables.end(html);
    html.close();
  }
}
