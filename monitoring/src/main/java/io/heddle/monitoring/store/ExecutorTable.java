package io.heddle.monitoring.store;

import io.heddle.protocol.event.ExecutorAdded;
import io.heddle.protocol.event.ExecutorExcluded;
import io.heddle.protocol.event.ExecutorHeartbeat;
import io.heddle.protocol.event.ExecutorRemoved;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The active executors, and the latest of those that are gone, up to a limit. */
final class ExecutorTable {
  private final int limit;
  private final Map<String, ExecutorEntry> byId = new LinkedHashMap<>();
  private final ArrayDeque<ExecutorEntry> gone = new ArrayDeque<>();
  private int removed;
  private int failed;

  ExecutorTable(int limit) {
    this.limit = limit;
  }

  /** The executor, or null. */
  ExecutorEntry find(String id) {
    return byId.get(id);
  }

  /** An executor that is known is left as it is, unless it was gone and has come back. */
  void add(ExecutorAdded event, long atMillis) {
    ExecutorEntry known = byId.get(event.getExecutorId());
    if (known != null) {
      if (known.state() == ExecutorState.ACTIVE) {
        return;
      }
      gone.remove(known);
    }
    byId.put(event.getExecutorId(), new ExecutorEntry(event, atMillis));
  }

  /** False if the executor is not known or was gone already. */
  boolean remove(ExecutorRemoved event, long atMillis) {
    ExecutorEntry executor = byId.get(event.getExecutorId());
    if (executor == null) {
      return false;
    }
    if (executor.state() != ExecutorState.ACTIVE) {
      explain(executor, event);
      return false;
    }
    executor.remove(event.getFailed(), event.getReason(), atMillis);
    if (event.getFailed()) {
      failed++;
    } else {
      removed++;
    }
    gone.addLast(executor);
    while (gone.size() > limit) {
      byId.remove(gone.pollFirst().id);
    }
    return true;
  }

  /** Those that are active go as wished. */
  void removeAll(String reason, long atMillis) {
    for (ExecutorEntry executor : List.copyOf(byId.values())) {
      if (executor.state() == ExecutorState.ACTIVE) {
        ExecutorRemoved event =
            ExecutorRemoved.newBuilder().setExecutorId(executor.id).setReason(reason).build();
        remove(event, atMillis);
      }
    }
  }

  /** A broken stream is seen first; why the process ended is told later, and counts. */
  private void explain(ExecutorEntry executor, ExecutorRemoved event) {
    if (event.getFailed() && executor.state() == ExecutorState.REMOVED) {
      removed--;
      failed++;
    }
    if (event.getFailed() || executor.state() == ExecutorState.REMOVED) {
      executor.remove(event.getFailed(), event.getReason(), executor.removedAtMillis());
    }
  }

  void beat(ExecutorHeartbeat event, long atMillis) {
    ExecutorEntry executor = byId.get(event.getExecutorId());
    if (executor != null && executor.state() == ExecutorState.ACTIVE) {
      executor.beat(event.getHeartbeat(), atMillis);
    }
  }

  void exclude(ExecutorExcluded event) {
    ExecutorEntry executor = byId.get(event.getExecutorId());
    if (executor != null) {
      executor.exclude(event.getReason());
    }
  }

  List<ExecutorStatus> snapshots() {
    List<ExecutorStatus> found = new ArrayList<>(byId.size());
    for (ExecutorEntry executor : byId.values()) {
      found.add(executor.snapshot());
    }
    return found;
  }

  int active() {
    return byId.size() - gone.size();
  }

  int removed() {
    return removed;
  }

  int failed() {
    return failed;
  }

  int slots() {
    int sum = 0;
    for (ExecutorEntry executor : byId.values()) {
      sum += executor.state() == ExecutorState.ACTIVE ? executor.slots() : 0;
    }
    return sum;
  }

  long storageBytes() {
    long sum = 0;
    for (ExecutorEntry executor : byId.values()) {
      sum += executor.state() == ExecutorState.ACTIVE ? executor.storageBytes() : 0;
    }
    return sum;
  }
}
