package io.heddle.driver.task;

import io.heddle.driver.allocation.Cluster;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.block.BlockLocations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The tasks of one stage that are to be run, from its first launch until it has nothing to do.
 *
 * <p>Each task is <i>done</i>, <i>pending</i> or <i>running</i>. pending → running when a slot
 * takes it; running → done when its output is there; running → pending when the attempt ended
 * without one; done → pending when the output was lost; pending → done when an attempt of an
 * earlier set brought the output. Never two attempts of one task run at once.
 */
public final class TaskSetState {
  private static final byte DONE = 0;
  private static final byte PENDING = 1;
  private static final byte RUNNING = 2;
  private static final long SETTLE_MILLIS = 1_000;

  private final byte[] states;
  private final IntFunction<TaskPreference> preferences;
  private final PendingTasks index;
  private final LocalityLadder ladder;
  private final Map<Integer, Integer> failures = new HashMap<>();
  private final Map<Integer, Integer> fetchFailures = new HashMap<>();
  private final List<Retry> retries = new ArrayList<>();
  private long settledVersion = -1;
  private long settledMillis = -SETTLE_MILLIS;
  private int pending;
  private int running;
  private boolean changed = true;

  /**
   * @param notOn where it failed
   * @param untilMillis until when it waits for another place
   */
  private record Retry(int task, ExecutorState notOn, long untilMillis) {}

  /**
   * @param tasks how many the stage has in all
   * @param toRun those to be run; the rest is done
   */
  public TaskSetState(
      int tasks,
      int[] toRun,
      IntFunction<TaskPreference> preferences,
      LocalityWaits waits,
      Cluster cluster,
      BlockLocations blocks) {
    this.states = new byte[tasks];
    this.preferences = preferences;
    this.index = new PendingTasks(task -> states[task] == PENDING);
    this.ladder = new LocalityLadder(waits);
    for (int i = toRun.length - 1; i >= 0; i--) { // the first comes to lie on top
      states[toRun[i]] = PENDING;
      index.add(toRun[i], preferences.apply(toRun[i]), cluster, blocks);
    }
    pending = toRun.length;
  }

  public int pending() {
    return pending;
  }

  public int running() {
    return running;
  }

  /** Whether nothing is pending or running. */
  public boolean isDone() {
    return pending + running == 0;
  }

  public boolean isDone(int task) {
    return states[task] == DONE;
  }

  public boolean isPending(int task) {
    return states[task] == PENDING;
  }

  /** Whether tasks became pending, or a level was allowed, since this was last asked. */
  public boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Whether the next {@link #takeChanged} will say so. */
  public boolean hasChanged() {
    return changed;
  }

  /** Lets time work on the locality level; returns the farthest level allowed. */
  public Locality climb(long nowMillis) {
    Locality before = ladder.level();
    Locality after = ladder.climb(nowMillis, index);
    changed |= before != after;
    for (int i = 0; i < retries.size() && !changed; i++) {
      changed = nowMillis >= retries.get(i).untilMillis();
    }
    return after;
  }

  /** The nearest level at which any of its tasks may be had; a place to begin. */
  public Locality nearest() {
    return index.nearest();
  }

  /** Executors came or went: who had no place to go may have one now. */
  public void clusterChanged() {
    changed = true;
  }

  /** It was not shown all that is free, as others had a claim to that. */
  public void heldBack() {
    changed = true;
  }

  /**
   * A free slot found nothing here. When the cluster is as large as it is going to be, tasks whose
   * hosts have no executor stop waiting for one; they are looked for when the cluster has changed,
   * and not too often, as that takes time.
   */
  public void turnedAway(long nowMillis, Cluster cluster) {
    ladder.turnedAway(nowMillis);
    if (!cluster.isSettled()
        || settledVersion == cluster.version()
        || nowMillis - settledMillis < SETTLE_MILLIS) {
      return;
    }
    settledVersion = cluster.version();
    settledMillis = nowMillis;
    for (int task = states.length - 1; task >= 0; task--) {
      if (states[task] == PENDING) {
        TaskPreference preference = preferences.apply(task);
        if (preference.cached().isEmpty() && !preference.isNone()) {
          changed |= index.settle(task, preference, cluster);
        }
      }
    }
  }

  /**
   * Gives an executor's free slot a task, which runs from now on.
   *
   * @param onlyExecutor whether there is no other executor, so that a failed task has no other
   *     place to go to
   * @param nowMillis the time
   * @return see {@link #task(long)} and {@link #locality(long)}; negative when nothing fits
   */
  public long take(ExecutorState executor, Locality allowed, boolean onlyExecutor, long nowMillis) {
    long pick =
        retries.isEmpty() ? PendingTasks.NONE : takeRetry(executor, onlyExecutor, nowMillis);
    if (pick < 0) {
      pick = index.take(executor, allowed);
    }
    if (pick >= 0) {
      states[task(pick)] = RUNNING;
      pending--;
      running++;
    }
    return pick;
  }

  private long takeRetry(ExecutorState executor, boolean onlyExecutor, long nowMillis) {
    for (int i = 0; i < retries.size(); i++) {
      Retry retry = retries.get(i);
      if (states[retry.task()] != PENDING) {
        retries.remove(i--);
      } else if (retry.notOn() != executor || onlyExecutor || nowMillis >= retry.untilMillis()) {
        retries.remove(i);
        return ((long) retry.task() << 2) | Locality.ANY.ordinal();
      }
    }
    return PendingTasks.NONE;
  }

  /** The task of a pick. */
  public static int task(long pick) {
    return (int) (pick >>> 2);
  }

  /** The level that a picked task runs at. */
  public static Locality locality(long pick) {
    return Locality.level((int) (pick & 3));
  }

  /** Whether it matters to a task where it runs. */
  public boolean hasPreference(int task) {
    return !preferences.apply(task).isNone();
  }

  /** A running task's output is there. */
  public void succeeded(int task) {
    expect(task, RUNNING);
    states[task] = DONE;
    running--;
  }

  /** A pending task's output came from an attempt of an earlier set. */
  public void fulfilled(int task) {
    expect(task, PENDING);
    states[task] = DONE;
    pending--;
  }

  /** A running attempt ended through no fault of the task's. */
  public void requeue(int task, Cluster cluster, BlockLocations blocks) {
    expect(task, RUNNING);
    running--;
    makePending(task);
    index.add(task, preferences.apply(task), cluster, blocks);
  }

  /**
   * A running attempt failed; the next one goes to another executor where there is one.
   *
   * @param untilMillis how long it waits for that
   * @return how often the task has failed by now
   */
  public int failed(int task, ExecutorState executor, long untilMillis) {
    expect(task, RUNNING);
    running--;
    makePending(task);
    retries.add(new Retry(task, executor, untilMillis));
    return countFailure(task);
  }

  /**
   * Counts a failure that was found out after the attempt had been queued again.
   *
   * @return how often the task has failed by now
   */
  public int countFailure(int task) {
    return failures.merge(task, 1, Integer::sum);
  }

  /**
   * Counts an attempt that could not read map outputs.
   *
   * @return how often that happened to the task by now
   */
  public int countFetchFailure(int task) {
    return fetchFailures.merge(task, 1, Integer::sum);
  }

  /** A done task's output is lost. Does nothing to a task that is not done. */
  public boolean reopen(int task, Cluster cluster, BlockLocations blocks) {
    if (states[task] != DONE) {
      return false;
    }
    makePending(task);
    index.add(task, preferences.apply(task), cluster, blocks);
    return true;
  }

  /** The preferences of tasks that are pending, for whoever asks for executors. */
  public void forEachPending(Consumer<TaskPreference> to) {
    for (int task = 0; task < states.length; task++) {
      if (states[task] == PENDING) {
        to.accept(preferences.apply(task));
      }
    }
  }

  private void makePending(int task) {
    states[task] = PENDING;
    pending++;
    changed = true;
  }

  private void expect(int task, byte state) {
    if (states[task] != state) {
      throw new IllegalStateException(
          "task " + task + " is in state " + states[task] + ", not in " + state);
    }
  }
}
