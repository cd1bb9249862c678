package io.heddle.monitoring.store;

import java.util.Comparator;

/** The order of a list of tasks. All break ties by task id. */
public enum TaskOrder {
  /** The order of launch. */
  ID(Comparator.comparingLong(TaskStatus::id)),
  PARTITION(Comparator.comparingInt(TaskStatus::partition)),
  /** Longest run time first. */
  SLOWEST(Comparator.comparingLong((TaskStatus t) -> t.work().runNanos()).reversed()),
  /** Most input first. */
  INPUT(Comparator.comparingLong((TaskStatus t) -> t.work().inputBytes()).reversed()),
  /** Most bytes read over the shuffle first. */
  SHUFFLE_READ(Comparator.comparingLong(TaskStatus::shuffleReadBytes).reversed()),
  /** Most bytes written for the shuffle first. */
  SHUFFLE_WRITE(
      Comparator.comparingLong((TaskStatus t) -> t.work().shuffleWriteBytes()).reversed()),
  HOST(Comparator.comparing(TaskStatus::host).thenComparing(TaskStatus::executorId));

  @SuppressWarnings("ImmutableEnumChecker") // Built of method references only.
  private final Comparator<TaskStatus> comparator;

  TaskOrder(Comparator<TaskStatus> comparator) {
    this.comparator = comparator.thenComparingLong(TaskStatus::id);
  }

  Comparator<TaskStatus> comparator() {
    return comparator;
  }
}
