package io.heddle.driver.task;

import io.heddle.driver.allocation.Cluster;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.allocation.Host;
import io.heddle.driver.allocation.Rack;
import io.heddle.driver.block.BlockLocations;
import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Tasks that wait for a slot, found by executor, host, rack or none of these. A task stands in
 * several stacks; it leaves them when it comes to the top and is not pending any more, so each
 * entry is looked at once and taking a task costs constant time, amortised.
 */
final class PendingTasks {
  static final long NONE = -1;

  private final IntPredicate isPending;
  private final Map<ExecutorState, IntStack> byExecutor = new HashMap<>();
  private final Map<Host, IntStack> byHost = new HashMap<>();
  private final Map<Rack, IntStack> byRack = new HashMap<>();
  private final Map<Rack, IntStack> atMostRack = new HashMap<>();
  private final List<Host> hosts = new ArrayList<>();
  private final IntStack withoutPreference = new IntStack();
  private final IntStack withPreference = new IntStack();
  private int hostCursor;

  /**
   * @param isPending whether a task still waits
   */
  PendingTasks(IntPredicate isPending) {
    this.isPending = isPending;
  }

  /** Tasks added last are taken first. */
  void add(int task, TaskPreference preference, Cluster cluster, BlockLocations blocks) {
    if (preference.isNone()) {
      withoutPreference.push(task);
      return;
    }
    boolean placed = false;
    for (TaskPreference.BlockKey key : preference.cached()) {
      List<ExecutorState> holders = blocks.holders(key.rddId(), key.partition());
      for (ExecutorState holder : holders) {
        byExecutor.computeIfAbsent(holder, e -> new IntStack()).push(task);
        addHost(task, holder.host());
        placed = true;
      }
      if (placed) {
        break;
      }
    }
    if (!placed) {
      for (HostLocation location : preference.hosts()) {
        addHost(task, cluster.host(location.host(), location.rack()));
        placed = true;
      }
    }
    (placed ? withPreference : withoutPreference).push(task);
  }

  private void addHost(int task, Host host) {
    IntStack stack = byHost.get(host);
    if (stack == null) {
      stack = new IntStack();
      byHost.put(host, stack);
      hosts.add(host);
    }
    stack.push(task);
    if (host.rack() != null) {
      IntStack ofRack = byRack.computeIfAbsent(host.rack(), r -> new IntStack());
      if (ofRack.isEmpty() || ofRack.top() != task) {
        ofRack.push(task);
      }
    }
  }

  /**
   * The best task for an executor, taken out.
   *
   * @param allowed the farthest level
   * @return the task in the upper and the level's ordinal in the lowest two bits; {@link #NONE}
   *     when nothing fits
   */
  long take(ExecutorState executor, Locality allowed) {
    int task = takeFrom(byExecutor.isEmpty() ? null : byExecutor.get(executor));
    if (task >= 0) {
      return pick(task, Locality.PROCESS_LOCAL);
    }
    if (allowed.compareTo(Locality.NODE_LOCAL) >= 0) {
      task = takeFrom(byHost.isEmpty() ? null : byHost.get(executor.host()));
      if (task >= 0) {
        return pick(task, Locality.NODE_LOCAL);
      }
      task = takeFrom(withoutPreference);
      if (task >= 0) {
        return pick(task, Locality.ANY);
      }
      task = takeFromRack(atMostRack, executor.host().rack());
      if (task >= 0) {
        return pick(task, Locality.RACK_LOCAL);
      }
    }
    if (allowed.compareTo(Locality.RACK_LOCAL) >= 0) {
      task = takeFromRack(byRack, executor.host().rack());
      if (task >= 0) {
        return pick(task, Locality.RACK_LOCAL);
      }
    }
    if (allowed == Locality.ANY) {
      task = takeFrom(withPreference);
      if (task >= 0) {
        return pick(task, Locality.ANY);
      }
    }
    return NONE;
  }

  /**
   * A pending task that has a preference, on a cluster that is not going to grow: when no executor
   * is on any of its hosts, it waits for none of them.
   *
   * @return whether it may be had at an earlier level than before
   */
  boolean settle(int task, TaskPreference preference, Cluster cluster) {
    boolean onRack = false;
    for (HostLocation location : preference.hosts()) {
      Host host = cluster.host(location.host(), location.rack());
      if (host.inUse()) {
        return false;
      }
      onRack |= host.rack() != null && host.rack().inUse();
    }
    if (!onRack) {
      withoutPreference.push(task);
      return true;
    }
    for (HostLocation location : preference.hosts()) {
      Rack rack = cluster.host(location.host(), location.rack()).rack();
      if (rack != null && rack.inUse()) {
        atMostRack.computeIfAbsent(rack, r -> new IntStack()).push(task);
      }
    }
    return true;
  }

  private int takeFromRack(Map<Rack, IntStack> stacks, Rack rack) {
    return stacks.isEmpty() || rack == null ? -1 : takeFrom(stacks.get(rack));
  }

  private static long pick(int task, Locality level) {
    return ((long) task << 2) | level.ordinal();
  }

  /** The nearest level at which there is, or was, a task. */
  Locality nearest() {
    if (!byExecutor.isEmpty()) {
      return Locality.PROCESS_LOCAL;
    }
    return byHost.isEmpty() ? Locality.ANY : Locality.NODE_LOCAL;
  }

  /** Whether some pending task can be had at a level, now or by an executor being started. */
  boolean isPossible(Locality level) {
    return switch (level) {
      case PROCESS_LOCAL -> anyExecutor();
      case NODE_LOCAL -> anyHost();
      case RACK_LOCAL -> anyRack();
      case ANY -> true;
    };
  }

  private boolean anyExecutor() {
    byExecutor.entrySet().removeIf(e -> e.getKey().isGone() || isExhausted(e.getValue()));
    return !byExecutor.isEmpty();
  }

  private boolean anyHost() {
    // Begins where it found one last time: asked again and again, it looks at few.
    for (int i = 0; i < hosts.size(); i++) {
      int at = (hostCursor + i) % hosts.size();
      Host host = hosts.get(at);
      if (host.inUse() && !isExhausted(byHost.get(host))) {
        hostCursor = at;
        return true;
      }
    }
    return false;
  }

  private boolean anyRack() {
    for (Map.Entry<Rack, IntStack> entry : byRack.entrySet()) {
      if (entry.getKey().inUse() && !isExhausted(entry.getValue())) {
        return true;
      }
    }
    return false;
  }

  private boolean isExhausted(IntStack stack) {
    while (!stack.isEmpty()) {
      if (isPending.test(stack.top())) {
        return false;
      }
      stack.pop();
    }
    return true;
  }

  private int takeFrom(IntStack stack) {
    if (stack == null || isExhausted(stack)) {
      return -1;
    }
    return stack.pop();
  }
}
