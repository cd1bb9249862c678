package io.heddle.monitoring.store;

/** Where one attempt of a task stands. */
public enum TaskState {
  RUNNING,
  SUCCEEDED,
  FAILED,
  FETCH_FAILED,
  KILLED,
  LOST;

  /** The state that an event's outcome names; FAILED for a word not known. */
  static TaskState ofOutcome(String outcome) {
    return switch (outcome) {
      case "SUCCEEDED" -> SUCCEEDED;
      case "FETCH_FAILED" -> FETCH_FAILED;
      case "KILLED" -> KILLED;
      case "LOST" -> LOST;
      default -> FAILED;
    };
  }
}
