package io.heddle.driver.allocation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many executors are wanted. It begins with the number configured, goes down as idle executors
 * are let go, and up again, never beyond that number, when there is more work than slots. Owned by
 * the scheduler.
 */
public final class ExecutorTargets {
  private final int most;
  private final int slotsEach;
  private final long idleMillis;
  private int target;

  /**
   * @param most the number configured
   * @param slotsEach of an executor
   * @param idleMillis how long an executor stays without a task
   */
  public ExecutorTargets(int most, int slotsEach, long idleMillis) {
    this.most = most;
    this.slotsEach = slotsEach;
    this.idleMillis = idleMillis;
    this.target = most;
  }

  public int target() {
    return target;
  }

  /** Raises the target to what that many tasks need. */
  public void workFor(int tasks) {
    target = Math.max(target, executorsFor(tasks));
  }

  /**
   * The executors to let go now; the target goes down with them. An executor that alone holds map
   * outputs, or is kept for another reason, stays.
   *
   * @param tasks pending and running
   */
  public List<ExecutorState> idle(
      Cluster cluster, int tasks, long nowMillis, Predicate<ExecutorState> kept) {
    int spare = cluster.usable() - executorsFor(tasks);
    List<ExecutorState> letGo = new ArrayList<>();
    for (ExecutorState executor : cluster.executors()) {
      if (letGo.size() >= spare) {
        break;
      }
      if (executor.takesTasks()
          && executor.isIdle()
          && nowMillis - executor.idleSinceMillis() >= idleMillis
          && executor.shufflePort() != 0
          && !kept.test(executor)) {
        letGo.add(executor);
      }
    }
    target -= Math.min(target, letGo.size());
    return letGo;
  }

  private int executorsFor(int tasks) {
    return (int) Math.min(most, ((long) tasks + slotsEach - 1) / slotsEach);
  }
}
