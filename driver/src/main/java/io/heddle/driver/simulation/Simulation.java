package io.heddle.driver.simulation;

import java.util.List;
import java.util.Map;

/**
 * One seed's cluster, programs and faults, from the start until all jobs have ended and nothing is
 * left of them. The same seed gives the same run. Used by one thread.
 */
public final class Simulation {
  private static final long LOOK_MILLIS = 2_000;
  private static final long MOST_EVENTS = 400_000_000L;

  private final long seed;
  private final World world;
  private final Faults faults;
  private final WaitChecks waits;

  /**
   * @param executors of the cluster; 0 lets the seed choose
   */
  Simulation(long seed, int executors) {
    this.seed = seed;
    Dice dice = new Dice(seed);
    this.world = new World(dice, executors);
    this.faults = new Faults(world, dice.fork());
    this.waits = new WaitChecks(world);
  }

  /**
   * Runs it.
   *
   * @return what was broken, or null
   */
  Invariant.Violation run() {
    try {
      world.scheduling.start();
      world.workload.start();
      faults.plan();
      look();
      until(world.workload::isOver);
      until(() -> world.ledger.liveAttempts() == 0);
      rest();
      nothingIsLeft();
      world.tally.seeds++;
      world.tally.virtualMillis += world.time.now() - 1_000_000;
      return null;
    } catch (Invariant.Violation e) {
      return e;
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void until(Condition condition) {
    for (long steps = 0; !condition.holds(); steps++) {
      if (steps > MOST_EVENTS) {
        Invariant.JOBS_END.violated("after " + steps + " steps");
      }
      world.time.step();
    }
  }

  private void look() {
    waits.look();
    faults.evict();
    world.time.after(LOOK_MILLIS, this::look);
  }

  /** Lets what is under way arrive, and executors that are silent be noticed. */
  private void rest() {
    long end = world.time.now() + 2 * (Faults.LONGEST_MILLIS + world.profile.silenceMillis());
    until(() -> world.time.now() >= end);
  }

  /** What is on its way at the end of one rest has arrived at the end of the next. */
  private void nothingIsLeft() {
    for (int round = 0; round < 3 && !leftovers().isEmpty(); round++) {
      rest();
    }
    if (!leftovers().isEmpty()) {
      Invariant.MEMORY.violated("there are left: " + leftovers());
    }
  }

  private Map<String, Integer> leftovers() {
    Map<String, Integer> sizes = world.scheduling.scheduler().tableSizes();
    sizes.values().removeIf(size -> size == 0);
    return sizes;
  }

  Tally tally() {
    return world.tally;
  }

  long fingerprint() {
    return world.scheduling.fingerprint();
  }

  long seed() {
    return seed;
  }

  /** The last things that happened, a line each. */
  List<String> trace() {
    return world.trace.lines();
  }

  String describe() {
    return world.profile.toString();
  }
}
