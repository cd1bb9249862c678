package io.heddle.monitoring.store;

import io.heddle.protocol.event.TaskEnded;
import io.heddle.protocol.event.TaskStarted;
import io.heddle.protocol.executor.TaskMetrics;

/** One attempt of a task as the store holds it. */
final class TaskEntry {
  final long id;
  final int stageId;
  int stageAttempt;
  int partition = -1;
  int attempt;
  String executorId = "";
  String host = "";
  Locality locality = Locality.UNKNOWN;
  TaskState state = TaskState.RUNNING;
  private String reason = "";
  private long startedAtMillis;
  private long endedAtMillis;
  TaskMetrics metrics = TaskMetrics.getDefaultInstance();

  TaskEntry(long id, int stageId) {
    this.id = id;
    this.stageId = stageId;
  }

  boolean hasStarted() {
    return partition >= 0;
  }

  void start(TaskStarted event, long atMillis) {
    stageAttempt = event.getStageAttempt();
    partition = event.getPartition();
    attempt = event.getAttempt();
    executorId = event.getExecutorId();
    host = event.getHost();
    locality = Locality.of(event.getLocality(), event.getWantedLocal());
    startedAtMillis = atMillis;
  }

  void end(TaskEnded event, long atMillis) {
    state = TaskState.ofOutcome(event.getOutcome());
    reason = Text.bounded(event.getReason());
    metrics = event.getMetrics();
    endedAtMillis = atMillis;
  }

  /** Ends with no news of how. */
  void abandon(String why, long atMillis) {
    state = TaskState.KILLED;
    reason = why;
    endedAtMillis = atMillis;
  }

  TaskStatus snapshot() {
    return new TaskStatus(
        id,
        stageId,
        stageAttempt,
        partition,
        attempt,
        executorId,
        host,
        locality,
        state,
        reason,
        startedAtMillis,
        endedAtMillis,
        Work.of(metrics));
  }
}
