package io.heddle.driver.schedule;

import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.protocol.executor.MapOutputs;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A process of a simulation: what it was sent, and what runs on it. */
final class SimExecutor {
  final String id;
  final String host;
  final int slots;
  final int shufflePort;
  final Map<Integer, MapOutputs> tables = new HashMap<>();
  final Map<Long, Launch> running = new LinkedHashMap<>();
  boolean alive = true;
  private long upNext;
  private long downNext;

  SimExecutor(String id, String host, int slots, int shufflePort) {
    this.id = id;
    this.host = host;
    this.slots = slots;
    this.shufflePort = shufflePort;
  }

  /** When a message to the driver arrives that takes so long; never before an earlier one. */
  long arrivalUp(long now, long delay) {
    upNext = Math.max(upNext, now + delay);
    return upNext - now;
  }

  /** The same for a message from the driver. */
  long arrivalDown(long now, long delay) {
    downNext = Math.max(downNext, now + delay);
    return downNext - now;
  }

  void launch(Launch launch) {
    running.put(launch.taskId(), launch);
    if (running.size() > slots) {
      throw new AssertionError(id + " has " + slots + " slots and runs " + running);
    }
  }
}
