package io.heddle.driver.simulation;

import io.heddle.driver.schedule.SchedulerEvent;
import java.util.function.Consumer;

/**
 * One stream between the driver and an executor. Each direction keeps its order; how long messages
 * take varies, and nothing arrives after either end knows that the stream is over.
 */
final class Session {
  private final World world;
  private final SimExecutor executor;
  private long upNext;
  private long downNext;
  private boolean lost;

  /** Whether the executor's end is open. */
  private boolean open = true;

  /** Whether the driver has been told of the end. */
  private boolean told;

  Session(World world, SimExecutor executor) {
    this.world = world;
    this.executor = executor;
  }

  private long delay() {
    long held = Math.max(0, executor.cutOffUntil - world.time.now());
    int most = executor.lateMillis > 0 ? executor.lateMillis : world.profile.lateMillis();
    return held + world.network.below(most + 1);
  }

  boolean isOpen() {
    return open;
  }

  boolean driverKnowsEnd() {
    return told;
  }

  /** Sends a message to the driver. */
  void up(SchedulerEvent event) {
    if (open) {
      upNext = Math.max(upNext, world.time.now() + delay());
      world.time.at(
          upNext,
          () -> {
            if (!told && !lost) {
              world.scheduling.post(event);
            }
          });
    }
  }

  /** Sends a command to the executor. */
  void down(Consumer<Session> command) {
    if (!told) {
      downNext = Math.max(downNext, world.time.now() + delay());
      world.time.at(
          downNext,
          () -> {
            if (open) {
              executor.receive(this, command);
            }
          });
    }
  }

  /** The stream breaks at the executor's end; the driver notices in its own time. */
  void broken(String reason) {
    if (open) {
      open = false;
      lost = world.network.oneIn(2);
      upNext = Math.max(upNext, world.time.now() + delay());
      world.time.at(upNext, () -> tell(reason));
    }
  }

  /** The driver notices that the stream is over, which the executor may not know. */
  void tell(String reason) {
    if (!told) {
      told = true;
      world.scheduling.post(new SchedulerEvent.ExecutorDisconnected(executor.id, reason));
    }
  }
}
