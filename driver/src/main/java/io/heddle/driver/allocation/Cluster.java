package io.heddle.driver.allocation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The executors there are, those being started, their hosts and racks, and who has free slots.
 * Every operation takes constant time. Owned by the scheduler.
 */
public final class Cluster {
  private record Launch(Host host, long sinceMillis) {}

  private final Map<String, Rack> racks = new HashMap<>();
  private final Map<String, Host> hosts = new HashMap<>();
  private final Map<String, Launch> launching = new LinkedHashMap<>();
  private final Map<String, ExecutorState> executors = new LinkedHashMap<>();
  private final Set<ExecutorState> draining = new LinkedHashSet<>();
  private final List<ExecutorState> free = new ArrayList<>();
  private final List<ExecutorState> byIndex = new ArrayList<>();
  private int usable;
  private int target = Integer.MAX_VALUE;
  private long version;
  private int freeSlots;
  private int totalSlots;

  /** The host of that name; {@code rackName} is taken over where it was not known. */
  public Host host(String name, String rackName) {
    Host host = hosts.get(name);
    if (host == null) {
      host = new Host(name, rackName.isEmpty() ? null : rack(rackName));
      hosts.put(name, host);
    } else if (host.rack() == null && !rackName.isEmpty()) {
      Rack rack = rack(rackName);
      rack.executors += host.executors;
      rack.launching += host.launching;
      host.rack(rack);
    }
    return host;
  }

  private Rack rack(String name) {
    return racks.computeIfAbsent(name, Rack::new);
  }

  /** An executor is being started. */
  public void launching(String id, String hostName, String rackName, long nowMillis) {
    if (launching.containsKey(id) || executors.containsKey(id)) {
      return;
    }
    Host host = host(hostName, rackName);
    launching.put(id, new Launch(host, nowMillis));
    host.launching++;
    if (host.rack() != null) {
      host.rack().launching++;
    }
  }

  /**
   * An executor that was being started will not come.
   *
   * @return false when none of that id was
   */
  public boolean launchEnded(String id) {
    Launch launch = launching.remove(id);
    if (launch == null) {
      return false;
    }
    launch.host().launching--;
    if (launch.host().rack() != null) {
      launch.host().rack().launching--;
    }
    return true;
  }

  /**
   * An executor has registered.
   *
   * @return null when one of that id is there already
   */
  public ExecutorState add(
      String id, String hostName, String rackName, int slots, int shufflePort, long nowMillis) {
    if (executors.containsKey(id)) {
      return null;
    }
    launchEnded(id);
    Host host = host(hostName, rackName);
    ExecutorState executor =
        new ExecutorState(id, byIndex.size(), host, slots, shufflePort, nowMillis);
    executors.put(id, executor);
    usable++;
    version++;
    byIndex.add(executor);
    host.executors++;
    if (host.rack() != null) {
      host.rack().executors++;
    }
    freeSlots += slots;
    totalSlots += slots;
    putInFree(executor);
    return executor;
  }

  /** The executor, or null when there is none of that id. */
  public ExecutorState get(String id) {
    return executors.get(id);
  }

  /** The executor of that {@link ExecutorState#index}, or null when it is gone. */
  public ExecutorState byIndex(int index) {
    return byIndex.get(index);
  }

  public Collection<ExecutorState> executors() {
    return executors.values();
  }

  public int size() {
    return executors.size();
  }

  /** How many executors are wanted. */
  public void target(int executorsWanted) {
    target = executorsWanted;
  }

  /** Whether all executors that are wanted are there. */
  public boolean isSettled() {
    return usable >= target && launching.isEmpty();
  }

  /** Another number after each coming and going of an executor. */
  public long version() {
    return version;
  }

  /** Executors that take tasks. */
  public int usable() {
    return usable;
  }

  public int launchingCount() {
    return launching.size();
  }

  /** Those that are being started for so long, the first first. */
  public List<String> launchingSince(long latestMillis) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Launch> launch : launching.entrySet()) {
      if (launch.getValue().sinceMillis() > latestMillis) {
        break; // they are in the order of their coming
      }
      found.add(launch.getKey());
    }
    return found;
  }

  /** Those that are being started on a host, the first first. */
  public List<String> launchingOn(String hostName) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Launch> launch : launching.entrySet()) {
      if (launch.getValue().host().name().equals(hostName)) {
        found.add(launch.getKey());
      }
    }
    return found;
  }

  /** Executors that take no more tasks and are not gone yet. Not a copy. */
  public Set<ExecutorState> draining() {
    return draining;
  }

  /** Forgets an executor; its slots are gone with it. */
  public void remove(ExecutorState executor) {
    if (executors.remove(executor.id()) == null) {
      return;
    }
    version++;
    executor.gone = true;
    byIndex.set(executor.index(), null);
    takeFromFree(executor);
    if (!draining.remove(executor)) {
      usable--;
      freeSlots -= executor.free;
    }
    totalSlots -= executor.slots();
    Host host = executor.host();
    host.executors--;
    if (host.rack() != null) {
      host.rack().executors--;
    }
  }

  /** The executor takes no more tasks. */
  public void drain(ExecutorState executor) {
    if (!executor.draining && !executor.gone) {
      executor.draining = true;
      draining.add(executor);
      usable--;
      freeSlots -= executor.free;
      takeFromFree(executor);
    }
  }

  /** A task begins on a free slot. */
  public void take(ExecutorState executor) {
    if (executor.free <= 0 || executor.gone || executor.draining) {
      throw new IllegalStateException("no free slot on " + executor);
    }
    executor.free--;
    freeSlots--;
    if (executor.free == 0) {
      takeFromFree(executor);
    }
  }

  /** A task's end was reported. */
  public void giveBack(ExecutorState executor, long nowMillis) {
    if (executor.gone) {
      return;
    }
    if (executor.free >= executor.slots()) {
      throw new IllegalStateException("more slots given back than taken on " + executor);
    }
    executor.free++;
    if (executor.isIdle()) {
      executor.idleSinceMillis = nowMillis;
    }
    if (!executor.draining) {
      freeSlots++;
      putInFree(executor);
    }
  }

  /** Free slots of all executors that take tasks. */
  public int freeSlots() {
    return freeSlots;
  }

  public int totalSlots() {
    return totalSlots;
  }

  /** How many executors have free slots and take tasks. */
  public int freeExecutors() {
    return free.size();
  }

  /**
   * One of them. Taking an executor's last slot puts another in its place; going from the last
   * position to the first, each is met once.
   */
  public ExecutorState freeExecutor(int position) {
    return free.get(position);
  }

  private void putInFree(ExecutorState executor) {
    if (executor.positionInFree < 0) {
      executor.positionInFree = free.size();
      free.add(executor);
    }
  }

  private void takeFromFree(ExecutorState executor) {
    int at = executor.positionInFree;
    if (at >= 0) {
      ExecutorState last = free.remove(free.size() - 1);
      if (last != executor) {
        free.set(at, last);
        last.positionInFree = at;
      }
      executor.positionInFree = -1;
    }
  }
}
