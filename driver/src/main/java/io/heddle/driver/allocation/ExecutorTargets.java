package io.heddle.driver.allocation;

import static io.heddle.driver.allocation.AllocationRules.NEVER;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How many executors are wanted. Fixed, or following the work:
 *
 * <ul>
 *   <li>the initial number stays until there is work, or an executor has been idle for its time;
 *   <li>while tasks wait for slots, a first round after the backlog's timeout raises the target by
 *       1, the next ones, each after the sustained timeout, by 2, 4, 8 …, but never beyond what
 *       pending and running tasks need, times the ratio;
 *   <li>a round that was cut short, or a moment without waiting tasks, begins again at 1;
 *   <li>when the tasks need fewer than the target, the target goes down at once, but not below the
 *       least: what was asked for is taken back, and what runs idles out.
 * </ul>
 *
 * <p>Time passes with {@link #look} alone. Owned by the scheduler.
 */
public final class ExecutorTargets {
  private static final Comparator<ExecutorState> LONGEST_IDLE =
      Comparator.comparingLong(ExecutorState::idleSinceMillis)
          .thenComparingInt(ExecutorState::index);

  private final AllocationRules rules;
  private final int slotsEach;
  private int target;
  private boolean begun;
  private long roundMillis = NEVER;
  private int step = 1;

  /**
   * @param slotsEach of an executor
   */
  public ExecutorTargets(AllocationRules rules, int slotsEach) {
    this.rules = rules;
    this.slotsEach = slotsEach;
    this.target = rules.initial();
  }

  /** Executors that should take tasks. */
  public int target() {
    return target;
  }

  /** Notes whether tasks wait for slots; the time of the first that do begins the backlog. */
  public void backlog(boolean tasksWait, long nowMillis) {
    if (!rules.dynamic()) {
      return;
    }
    if (!tasksWait) {
      roundMillis = NEVER;
      step = 1;
    } else if (roundMillis == NEVER) {
      begun = true;
      roundMillis = nowMillis + rules.backlogMillis();
    }
  }

  /**
   * Brings the target in line with the work.
   *
   * @param tasks pending, and running on executors that take tasks
   * @param usable executors that take tasks
   */
  public void look(long tasks, int usable, long nowMillis) {
    if (!rules.dynamic() || !begun) {
      return;
    }
    long needed = rules.executorsFor(tasks, slotsEach);
    if (needed < target) {
      target = clamp(needed);
      step = 1;
    } else if (nowMillis >= roundMillis) {
      int before = Math.max(target, usable);
      target = clamp(Math.min(needed, (long) before + step));
      step = target - before == step ? (int) Math.min(2L * step, 1 << 30) : 1;
      roundMillis = nowMillis + rules.sustainedMillis();
    }
  }

  private int clamp(long executors) {
    return (int) Math.max(rules.least(), Math.min(rules.most(), executors));
  }

  /**
   * The executors to let go now, those idle for longest first; never so many that fewer than the
   * target would be left.
   *
   * @param tasks as for {@link #look}
   * @param timeout how long each may be idle, at least {@link AllocationRules#idleMillis}; asked
   *     only for those that are idle for as long as that
   */
  public List<ExecutorState> idle(
      Cluster cluster, long tasks, long nowMillis, ToLongFunction<ExecutorState> timeout) {
    if (!rules.dynamic()) {
      return List.of();
    }
    List<ExecutorState> idle = new ArrayList<>();
    for (ExecutorState executor : cluster.executors()) {
      long idleMillis = nowMillis - executor.idleSinceMillis();
      if (executor.takesTasks()
          && executor.isIdle()
          && idleMillis >= rules.idleMillis()
          && idleMillis >= timeout.applyAsLong(executor)) {
        idle.add(executor);
      }
    }
    if (idle.isEmpty()) {
      return idle;
    }
    begun = true;
    look(tasks, cluster.usable(), nowMillis);
    idle.sort(LONGEST_IDLE);
    int spare = Math.max(0, cluster.usable() - target);
    return idle.subList(0, Math.min(spare, idle.size()));
  }
}
