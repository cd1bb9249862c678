package io.heddle.driver.simulation;

import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.allocation.ExecutorSupply;
import io.heddle.driver.schedule.SchedulerEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Grants containers as a resource manager does: one after the other, where there is room, near the
 * data when it can, and sometimes fewer than asked for. What it says arrives in the order said, but
 * not in step with what executors say.
 */
final class SimProvider {
  private static final int HEARTBEAT_MILLIS = 1_000;
  private static final int SHUFFLE_PORT = 7447;

  private static final class Container {
    final Node node;
    boolean released;

    Container(Node node) {
      this.node = node;
    }
  }

  private final World world;
  private final Dice dice;
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private ExecutorDemand demand = new ExecutorDemand(0, Map.of(), Map.of());
  private ExecutorSupply said = ExecutorSupply.UNKNOWN;
  private int most = Integer.MAX_VALUE;
  private int launchesToFail;
  private int launchesToHang;
  private boolean asking;
  private int lastId;
  private long sayNext;

  SimProvider(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  void demand(ExecutorDemand wanted) {
    demand = wanted;
    ask();
  }

  /** Grants no more than so many from now on; takes none back. */
  void grantAtMost(int executors) {
    most = executors;
    ask();
  }

  void failLaunches(int count) {
    launchesToFail += count;
  }

  void hangLaunches(int count) {
    launchesToHang += count;
  }

  void ask() {
    if (!asking) {
      asking = true;
      world.time.after(dice.below(HEARTBEAT_MILLIS), this::allocate);
    }
  }

  private void allocate() {
    asking = false;
    int missing = Math.min(demand.total(), most) - containers.size();
    for (int i = 0; i < missing; i++) {
      Node node = choose();
      if (node == null) {
        break;
      }
      grant(node);
    }
    int asked = Math.max(0, demand.total() - containers.size());
    int room = Math.max(0, most - containers.size());
    ExecutorSupply supply =
        new ExecutorSupply(asked, containers.size(), dice.oneIn(2) ? -1 : room, "");
    if (!supply.equals(said)) {
      said = supply;
      say(new SchedulerEvent.Supplied(supply));
    }
    if (asked > 0) {
      ask();
    }
  }

  private Node choose() {
    List<Node> room = new ArrayList<>();
    for (Node node : world.nodes) {
      if (node.hasRoom()) {
        if (demand.tasksByHost().containsKey(node.host) && dice.oneIn(4)) {
          return node;
        }
        room.add(node);
      }
    }
    return room.isEmpty() ? null : dice.of(room);
  }

  private void grant(Node node) {
    String id = Integer.toString(++lastId);
    node.containers++;
    containers.put(id, new Container(node));
    world.tally.executors++;
    say(
        new SchedulerEvent.ExecutorLaunching(
            id, node.host, dice.oneIn(10) ? "" : node.rack, "c" + id));
    world.time.after(500 + dice.below(4_000), () -> launch(id));
  }

  private void launch(String id) {
    Container container = containers.get(id);
    if (container == null || container.released) {
      return;
    }
    if (launchesToFail > 0) {
      launchesToFail--;
      world.tally.fault(FaultKind.LAUNCH_FAILED);
      processEnded(id, "could not be started", true);
      return;
    }
    if (launchesToHang > 0) {
      launchesToHang--;
      world.tally.fault(FaultKind.LAUNCH_HANGS);
      return;
    }
    SimExecutor executor =
        new SimExecutor(
            world,
            id,
            container.node,
            world.profile.slots(),
            world.profile.ownShuffleFiles() ? 0 : SHUFFLE_PORT);
    world.executors.put(id, executor);
    executor.connect();
  }

  /** A process is gone, which is noticed in time. */
  void processEnded(String id, String reason, boolean failed) {
    Container container = containers.remove(id);
    if (container == null) {
      return;
    }
    container.node.containers--;
    ask();
    world.time.after(
        dice.below(2 * HEARTBEAT_MILLIS),
        () -> say(new SchedulerEvent.ExecutorEnded(id, reason, failed && !container.released)));
  }

  /** The driver wants an executor ended. */
  void release(String id, String reason) {
    Container container = containers.get(id);
    if (container == null || container.released) {
      return;
    }
    container.released = true;
    world.time.after(
        dice.below(3 * HEARTBEAT_MILLIS),
        () -> {
          SimExecutor executor = world.executors.get(id);
          if (executor != null) {
            executor.die(reason, false);
          } else {
            processEnded(id, reason, false);
          }
        });
  }

  /**
   * Somebody else wants containers back, and takes those named in the end.
   *
   * @return false when there are none
   */
  boolean wantBack(boolean strict, int count, long graceMillis) {
    List<String> named = new ArrayList<>();
    for (Map.Entry<String, Container> entry : containers.entrySet()) {
      if (named.size() < count && !entry.getValue().released && dice.oneIn(2)) {
        named.add(entry.getKey());
      }
    }
    if (named.isEmpty()) {
      return false;
    }
    int had = containers.size();
    say(new SchedulerEvent.PreemptionAsked(strict, named, named.size(), graceMillis));
    world.time.after(
        graceMillis + dice.below(5_000),
        () -> {
          for (String id : named) {
            if (strict || containers.size() > had - named.size()) {
              take(id);
            }
          }
        });
    return true;
  }

  private void take(String id) {
    SimExecutor executor = world.executors.get(id);
    if (executor != null) {
      executor.die("preempted", false);
    } else {
      processEnded(id, "preempted", false);
    }
  }

  /** All containers of a node are gone with it. */
  void nodeEnded(Node node, String reason) {
    for (Map.Entry<String, Container> entry : List.copyOf(containers.entrySet())) {
      if (entry.getValue().node == node) {
        SimExecutor executor = world.executors.get(entry.getKey());
        if (executor != null) {
          executor.die(reason, dice.oneIn(2));
        } else {
          processEnded(entry.getKey(), reason, false);
        }
      }
    }
  }

  /** Says something to the driver, after what was said before. */
  void say(SchedulerEvent event) {
    sayNext = Math.max(sayNext, world.time.now() + dice.below(world.profile.lateMillis() + 1));
    world.time.at(sayNext, () -> world.scheduling.post(event));
  }
}
