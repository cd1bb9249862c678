package io.heddle.client.chaos;

import io.heddle.monitoring.store.StageState;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Task attempts of applications.
 *
 * @param made all that were begun
 * @param needed those without which there would be no result: one for each task
 */
record Attempts(long made, long needed) {
  static final Attempts NONE = new Attempts(0, 0);

  /**
   * Of one application.
   *
   * @param masters what each attempt of the ApplicationMaster logged
   */
  static Attempts of(List<StatusStore> masters) {
    long made = 0;
    // A stage that one attempt has run is skipped, or run in part, by the next.
    Map<Integer, Integer> tasksOfStages = new HashMap<>();
    for (StatusStore master : masters) {
      for (StageStatus stage : master.stages()) {
        TaskCounts tasks = stage.tasks();
        made += tasks.succeeded() + tasks.unsuccessful() + tasks.killed() + tasks.running();
        if (stage.state() != StageState.SKIPPED) {
          tasksOfStages.merge(stage.id(), tasks.total(), Math::max);
        }
      }
    }
    long needed = tasksOfStages.values().stream().mapToLong(Integer::longValue).sum();
    return new Attempts(Math.max(made, needed), needed);
  }

  Attempts plus(Attempts other) {
    return new Attempts(made + other.made, needed + other.needed);
  }

  /** For people. */
  String wasted() {
    return String.format(
        "%,d of %,d task attempts (%.1f%%) for nothing",
        made - needed, made, made == 0 ? 0.0 : 100.0 * (made - needed) / made);
  }
}
