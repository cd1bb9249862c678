package io.heddle.monitoring.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The running tasks, and the latest finished ones up to a limit over all stages. */
final class TaskTable {
  private final int limit;
  private final Map<Long, TaskEntry> byId = new HashMap<>();
  private final Map<Long, TaskEntry> running = new LinkedHashMap<>();
  private final ArrayDeque<TaskEntry> finished = new ArrayDeque<>();
  private final Map<Integer, ArrayDeque<TaskEntry>> finishedByStage = new HashMap<>();

  TaskTable(int limit) {
    this.limit = limit;
  }

  /** The attempt, running or finished; null when not known. */
  TaskEntry find(long id) {
    return byId.get(id);
  }

  void addRunning(TaskEntry task) {
    byId.put(task.id, task);
    running.put(task.id, task);
  }

  /** Files a task that has ended; the oldest one goes when there are too many. */
  void addFinished(TaskEntry task) {
    running.remove(task.id);
    byId.put(task.id, task);
    finished.addLast(task);
    finishedByStage.computeIfAbsent(task.stageId, id -> new ArrayDeque<>()).addLast(task);
    while (finished.size() > limit) {
      TaskEntry oldest = finished.pollFirst();
      byId.remove(oldest.id);
      // Both queues are in the same order, so it is the first of its stage unless that was evicted.
      ArrayDeque<TaskEntry> ofStage = finishedByStage.get(oldest.stageId);
      if (ofStage != null && ofStage.peekFirst() == oldest) {
        ofStage.pollFirst();
        if (ofStage.isEmpty()) {
          finishedByStage.remove(oldest.stageId);
        }
      }
    }
  }

  /** No longer lists the tasks of a stage; their memory comes back as newer tasks end. */
  void forgetStage(int stageId) {
    finishedByStage.remove(stageId);
  }

  List<TaskEntry> running(Predicate<TaskEntry> which) {
    List<TaskEntry> found = new ArrayList<>();
    for (TaskEntry task : running.values()) {
      if (which.test(task)) {
        found.add(task);
      }
    }
    return found;
  }

  /** All attempts of a stage that are known, in no order. */
  List<TaskEntry> ofStage(int stageId) {
    List<TaskEntry> found = running(task -> task.stageId == stageId);
    ArrayDeque<TaskEntry> ended = finishedByStage.get(stageId);
    if (ended != null) {
      found.addAll(ended);
    }
    return found;
  }

  /** Running and finished ones held. */
  int size() {
    return byId.size();
  }
}
