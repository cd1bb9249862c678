package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import java.util.List;
import java.util.Optional;

/** Where a node's records come from once its lineage was cut. Driver only; safe for all threads. */
public interface Checkpoint<T> {
  /** Reads a partition by its index alone, whatever class the partition is of. */
  Evaluator<T> evaluator();

  /** Hosts that hold a partition, best first. */
  List<HostLocation> preferredLocations(int partition);

  /** The directory of a checkpoint in files; empty for one in the executors' caches. */
  Optional<String> directory();
}
