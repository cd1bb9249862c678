package io.heddle.monitoring.store;

/** Where a job stands. */
public enum JobState {
  RUNNING,
  SUCCEEDED,
  FAILED
}
