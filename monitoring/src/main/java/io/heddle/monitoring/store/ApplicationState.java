package io.heddle.monitoring.store;

/** Where an application stands. */
public enum ApplicationState {
  /** Nothing was heard of it yet. */
  STARTING,
  RUNNING,
  SUCCEEDED,
  FAILED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED;
  }
}
