package io.heddle.driver.task;

import io.heddle.rdd.lineage.HostLocation;
import java.util.List;

/**
 * Where a task would best run. The first cached block that some executor holds decides; when there
 * is none, the hosts do.
 *
 * @param cached blocks that would save it work, most work first
 * @param hosts that hold its input; empty when it does not matter
 */
public record TaskPreference(List<BlockKey> cached, List<HostLocation> hosts) {
  public static final TaskPreference NONE = new TaskPreference(List.of(), List.of());

  public TaskPreference {
    cached = List.copyOf(cached);
    hosts = List.copyOf(hosts);
  }

  public boolean isNone() {
    return cached.isEmpty() && hosts.isEmpty();
  }

  /** A cached partition of an RDD. */
  public record BlockKey(int rddId, int partition) {}
}
