package io.heddle.driver.simulation;

import io.heddle.driver.allocation.ExecutorDemand;
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
    if (containers.size() < demand.total()) {
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
