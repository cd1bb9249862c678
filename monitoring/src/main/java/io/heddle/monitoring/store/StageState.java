package io.heddle.monitoring.store;

/** Where a stage stands. */
public enum StageState {
  /** Waits for its parents. */
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Was not run: its outputs were there already, or its job ended before. */
  SKIPPED;

  /** Whether it waits or runs. */
  public boolean isActive() {
    return this == PENDING || this == RUNNING;
  }
}
