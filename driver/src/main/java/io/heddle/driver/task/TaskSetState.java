package io.heddle.driver.task;

import io.heddle.driver.allocation.Cluster;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.block.BlockLocations;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
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
 * earlier set brought the output. A running task has one attempt, or two when it was slow: then it
 * stays running until the first success, or until both have ended without one.
 *
 * <p>A task that failed is kept apart from the others while it is pending, as it may not run where
 * it failed: by {@link ExclusionRules}, or, where these are off, for a little while.
 */
public final class TaskSetState {
  private static final byte DONE = 0;
  private static final byte PENDING = 1;
  private static final byte RUNNING = 2;

  /** Pending, and among the retries. */
  private static final byte AGAIN = 3;

  private static final long SETTLE_MILLIS = 1_000;

  private final byte[] states;
  private final IntFunction<TaskPreference> preferences;
  private final PendingTasks index;
  private final LocalityLadder ladder;
  private final Map<Integer, Integer> failures = new HashMap<>();
  private final Map<Integer, Integer> fetchFailures = new HashMap<>();
  private final List<Retry> retries = new ArrayList<>();
  private final List<Slow> slow = new ArrayList<>();
  private final BitSet twice = new BitSet();
  private final BitSet anywhere = new BitSet();
  private final ExclusionRules rules;
  private FailedPlaces places;
  private Map<Integer, String> reasons;
  private long settledVersion = -1;
  private long settledMillis = -SETTLE_MILLIS;
  private final int toRun;
  private int pending;
  private int running;
  private boolean changed = true;
  private boolean anySucceeded;

  /**
   * @param notOn where it failed
   * @param untilMillis until when it waits for another place, unless exclusion decides that
   */
  private record Retry(int task, ExecutorState notOn, long untilMillis) {}

  /** A running task that is to have a second attempt on another host. */
  private record Slow(int task, ExecutorState runsOn) {}

  /**
   * @param tasks how many the stage has in all
   * @param toRun those to be run; the rest is done
   */
  public TaskSetState(
      int tasks,
      int[] toRun,
      IntFunction<TaskPreference> preferences,
      LocalityWaits waits,
      ExclusionRules rules,
      Cluster cluster,
      BlockLocations blocks) {
    this.rules = rules;
    this.states = new byte[tasks];
    this.preferences = preferences;
    this.index = new PendingTasks(task -> states[task] == PENDING);
    this.ladder = new LocalityLadder(waits);
    for (int i = toRun.length - 1; i >= 0; i--) { // the first comes to lie on top
      states[toRun[i]] = PENDING;
      index.add(toRun[i], preferences.apply(toRun[i]), cluster, blocks);
    }
    pending = toRun.length;
    this.toRun = toRun.length;
  }

  public int pending() {
    return pending;
  }

  public int running() {
    return running;
  }

  /** How many tasks it began with. */
  public int toRun() {
    return toRun;
  }

  /** Whether nothing is pending or running. */
  public boolean isDone() {
    return pending + running == 0;
  }

  public boolean isDone(int task) {
    return states[task] == DONE;
  }

  public boolean isPending(int task) {
    return states[task] == PENDING || states[task] == AGAIN;
  }

  /** Whether a free slot might be given something: pending tasks, or second attempts. */
  public boolean wantsSlots() {
    return pending + slow.size() > 0;
  }

  /** Whether two attempts of a task run. */
  public boolean runsTwice(int task) {
    return twice.get(task);
  }

  /** Where its tasks failed; null when none did, or when nothing is ever excluded. */
  public FailedPlaces failedPlaces() {
    return places;
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
   * Gives an executor's free slot a task, which runs from now on: a pending one, or else the second
   * attempt of a slow one.
   *
   * @param onlyExecutor whether there is no other executor, so that a failed task has no other
   *     place to go to
   * @param nowMillis the time
   * @return see {@link #task(long)} and {@link #locality(long)}; negative when nothing fits
   */
  public long take(ExecutorState executor, Locality allowed, boolean onlyExecutor, long nowMillis) {
    if (places != null && places.excludes(executor)) {
      return PendingTasks.NONE;
    }
    long pick =
        retries.isEmpty() ? PendingTasks.NONE : takeRetry(executor, onlyExecutor, nowMillis);
    if (pick < 0) {
      pick = index.take(executor, allowed);
    }
    if (pick >= 0) {
      states[task(pick)] = RUNNING;
      pending--;
      running++;
      return pick;
    }
    return slow.isEmpty() ? PendingTasks.NONE : takeSlow(executor);
  }

  private long takeRetry(ExecutorState executor, boolean onlyExecutor, long nowMillis) {
    for (int i = 0; i < retries.size(); i++) {
      Retry retry = retries.get(i);
      if (states[retry.task()] != AGAIN) {
        retries.remove(i--);
      } else if (mayRun(retry, executor, onlyExecutor, nowMillis)) {
        retries.remove(i);
        return anywhere(retry.task());
      }
    }
    return PendingTasks.NONE;
  }

  private boolean mayRun(
      Retry retry, ExecutorState executor, boolean onlyExecutor, long nowMillis) {
    if (places == null) {
      return retry.notOn() != executor || onlyExecutor || nowMillis >= retry.untilMillis();
    }
    return anywhere.get(retry.task()) || !places.excludes(retry.task(), executor);
  }

  private static long anywhere(int task) {
    return ((long) task << 2) | Locality.ANY.ordinal();
  }

  private long takeSlow(ExecutorState executor) {
    for (int i = 0; i < slow.size(); i++) {
      Slow each = slow.get(i);
      if (each.runsOn().host() != executor.host()
          && (places == null || !places.excludes(each.task(), executor))) {
        slow.remove(i);
        twice.set(each.task());
        return anywhere(each.task());
      }
    }
    return PendingTasks.NONE;
  }

  /**
   * A running task is slow: it gets a second attempt on another host, when one has a free slot.
   *
   * @param runsOn where its attempt is
   * @return false when it has that already, or does not run
   */
  public boolean isSlow(int task, ExecutorState runsOn) {
    if (states[task] != RUNNING || twice.get(task)) {
      return false;
    }
    for (int i = 0; i < slow.size(); i++) {
      if (slow.get(i).task() == task) {
        return false;
      }
    }
    slow.add(new Slow(task, runsOn));
    changed = true;
    return true;
  }

  private void notSlow(int task) {
    if (!slow.isEmpty()) {
      slow.removeIf(each -> each.task() == task);
    }
  }

  /** Whether tasks that failed are pending. */
  public boolean hasRetries() {
    return !retries.isEmpty();
  }

  /**
   * A pending task that may run on none of the executors.
   *
   * @param executors that take tasks and are not excluded otherwise
   * @return the task; -1 when each has a place, as far as failures of its own go
   */
  public int stranded(Collection<ExecutorState> executors) {
    if (places == null) {
      return -1;
    }
    for (Retry retry : retries) {
      int task = retry.task();
      if (states[task] == AGAIN && !anywhere.get(task) && !hasPlace(task, executors)) {
        return task;
      }
    }
    return -1;
  }

  private boolean hasPlace(int task, Collection<ExecutorState> executors) {
    for (ExecutorState executor : executors) {
      if (!places.excludes(task, executor)) {
        return true;
      }
    }
    return false;
  }

  /**
   * No executor takes tasks of the set.
   *
   * @return whether that has changed: when executors of several hosts were excluded it is likely
   *     not the places, and they are taken back
   */
  public boolean forgivePlaces() {
    if (places == null || !places.spansHosts()) {
      return false;
    }
    places.forgive();
    changed = true;
    return true;
  }

  /** A failed task may run where it failed, until it fails again. */
  public void allowAnywhere(int task) {
    anywhere.set(task);
    changed = true;
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
    twice.clear(task);
    notSlow(task);
    if (!anySucceeded) {
      anySucceeded = true;
      if (places != null) {
        places.credible();
      }
    }
  }

  /** A pending task's output came from an attempt of an earlier set. */
  public void fulfilled(int task) {
    if (!isPending(task)) {
      expect(task, PENDING);
    }
    states[task] = DONE;
    pending--;
  }

  /** A running attempt ended through no fault of the task's. */
  public void requeue(int task, Cluster cluster, BlockLocations blocks) {
    if (endAttempt(task)) {
      queue(task, cluster, blocks);
    }
  }

  private void queue(int task, Cluster cluster, BlockLocations blocks) {
    if (places != null && failures.containsKey(task)) {
      makePending(task, AGAIN);
      retries.add(new Retry(task, null, Long.MAX_VALUE));
    } else {
      makePending(task, PENDING);
      index.add(task, preferences.apply(task), cluster, blocks);
    }
  }

  /**
   * A running attempt ends without a success; returns whether it was the only one, so that the task
   * does not run any more.
   */
  private boolean endAttempt(int task) {
    expect(task, RUNNING);
    notSlow(task);
    if (twice.get(task)) {
      twice.clear(task);
      return false;
    }
    running--;
    return true;
  }

  /**
   * A running attempt failed; the next one goes to another executor where there is one.
   *
   * @param untilMillis how long it waits for that, unless exclusion decides
   * @return how often the task has failed by now
   */
  public int failed(int task, ExecutorState executor, long untilMillis) {
    anywhere.clear(task);
    if (endAttempt(task)) {
      makePending(task, AGAIN);
      retries.add(new Retry(task, executor, places == null ? untilMillis : Long.MAX_VALUE));
    }
    return countFailure(task);
  }

  /**
   * Holds a failure against the place where it happened.
   *
   * @param otherHosts whether there are others, so that one may be done without
   * @param placesFault whether the failure says that it is the place's
   */
  public FailedPlaces.Newly exclude(
      int task, ExecutorState executor, boolean otherHosts, boolean placesFault) {
    if (!rules.enabled()) {
      return FailedPlaces.Newly.NOTHING;
    }
    if (places == null) {
      places = new FailedPlaces(rules);
    }
    if (placesFault || anySucceeded) {
      places.credible();
    }
    return places.failed(task, executor, otherHosts);
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

  /** Notes why a task is going to run again. */
  public void because(int task, String reason) {
    if (reasons == null) {
      reasons = new HashMap<>();
    }
    reasons.put(task, reason);
  }

  /** What was noted last of a task since this was asked before; empty when nothing was. */
  public String takeReason(int task) {
    String reason = reasons == null ? null : reasons.remove(task);
    return reason == null ? "" : reason;
  }

  /** A done task's output is lost. Does nothing to a task that is not done. */
  public boolean reopen(int task, Cluster cluster, BlockLocations blocks) {
    if (states[task] != DONE) {
      return false;
    }
    queue(task, cluster, blocks);
    return true;
  }

  /** The preferences of tasks that are pending, for whoever asks for executors. */
  public void forEachPending(Consumer<TaskPreference> to) {
    for (int task = 0; task < states.length; task++) {
      if (isPending(task)) {
        to.accept(preferences.apply(task));
      }
    }
  }

  private void makePending(int task, byte state) {
    states[task] = state;
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
