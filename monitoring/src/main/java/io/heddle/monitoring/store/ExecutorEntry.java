package io.heddle.monitoring.store;

import io.heddle.protocol.event.ExecutorAdded;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.TaskMetrics;

/** An executor as the store holds it. */
final class ExecutorEntry {
  final String id;
  private String host = "";
  private String rack = "";
  private int slots;
  private String containerId = "";
  private String logUrl = "";
  private ExecutorState state = ExecutorState.ACTIVE;
  private long addedAtMillis;
  private long removedAtMillis;
  private String reason = "";
  private String excluded = "";
  private int running;
  private int succeeded;
  private int failed;
  private final WorkSum work = new WorkSum();
  private long heartbeatAtMillis;
  private Heartbeat heartbeat = Heartbeat.getDefaultInstance();

  ExecutorEntry(ExecutorAdded event, long atMillis) {
    id = event.getExecutorId();
    host = event.getHost();
    rack = event.getRack();
    slots = event.getSlots();
    containerId = event.getContainerId();
    logUrl = event.getLogUrl();
    addedAtMillis = atMillis;
  }

  ExecutorState state() {
    return state;
  }

  int slots() {
    return slots;
  }

  long storageBytes() {
    return heartbeat.getStorageUsedBytes();
  }

  void remove(boolean hasFailed, String why, long atMillis) {
    state = hasFailed ? ExecutorState.FAILED : ExecutorState.REMOVED;
    reason = Text.bounded(why);
    removedAtMillis = atMillis;
  }

  void exclude(String why) {
    excluded = Text.bounded(why);
  }

  long removedAtMillis() {
    return removedAtMillis;
  }

  void beat(Heartbeat latest, long atMillis) {
    if (atMillis >= heartbeatAtMillis) {
      heartbeat = latest;
      heartbeatAtMillis = atMillis;
    }
  }

  void taskStarted() {
    running++;
  }

  void taskEnded(TaskState outcome, TaskMetrics metrics) {
    running = Math.max(0, running - 1);
    switch (outcome) {
      case SUCCEEDED -> {
        succeeded++;
        work.add(metrics);
      }
      case FAILED, FETCH_FAILED, LOST -> failed++;
      case KILLED, RUNNING -> {}
    }
  }

  ExecutorStatus snapshot() {
    return new ExecutorStatus(
        id,
        host,
        rack,
        slots,
        containerId,
        logUrl,
        state,
        addedAtMillis,
        removedAtMillis,
        reason,
        running,
        succeeded,
        failed,
        work.snapshot(),
        heartbeatAtMillis,
        heartbeat.getHeapUsedBytes(),
        heartbeat.getHeapMaxBytes(),
        heartbeat.getStorageUsedBytes(),
        heartbeat.getExecutionUsedBytes(),
        heartbeat.getResidentBytes(),
        heartbeat.getGcMillis(),
        heartbeat.getCpuNanos(),
        excluded);
  }
}
