package io.heddle.monitoring.store;

/** Where an executor stands. */
public enum ExecutorState {
  ACTIVE,
  /** Gone as wished. */
  REMOVED,
  /** Gone by itself. */
  FAILED
}
