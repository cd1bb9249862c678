package io.heddle.driver.schedule;

import io.heddle.conf.SchedulingMode;
import io.heddle.driver.pool.FairShares;
import io.heddle.driver.pool.FairShares.Claim;
import io.heddle.driver.pool.PoolSpec;
import io.heddle.driver.stage.StageState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Divides free slots between the stages of jobs that run at once, first between pools, then within
 * each. A stage belongs to the pool of the oldest job that needs it.
 */
final class Pools {
  /** The stages of a pool that can run, older ones first. */
  private record Members(PoolSpec pool, List<StageState> stages) {
    int running() {
      return stages.stream().mapToInt(stage -> stage.taskSet().running()).sum();
    }
  }

  private final SchedulingMode mode;
  private final IntFunction<PoolSpec> poolOfJob;

  /**
   * @param poolOfJob by its id; only of jobs under way
   */
  Pools(SchedulingMode mode, IntFunction<PoolSpec> poolOfJob) {
    this.mode = mode;
    this.poolOfJob = poolOfJob;
  }

  /** Whether there are pools at all. */
  boolean isFair() {
    return mode == SchedulingMode.FAIR;
  }

  /**
   * Who may take how many of the free slots.
   *
   * @param active stages that run, in their order
   * @param content those that want no more for now
   * @return at least one slot for each stage in it, in the order of the stages; empty when nobody
   *     wants one
   */
  Map<StageState, Integer> divide(int slots, List<StageState> active, Set<StageState> content) {
    Map<String, Members> pools = new LinkedHashMap<>();
    for (StageState stage : active) {
      PoolSpec pool = poolOfJob.apply(stage.jobs().first());
      pools
          .computeIfAbsent(pool.name(), name -> new Members(pool, new ArrayList<>()))
          .stages()
          .add(stage);
    }
    Map<Claim, Members> claims = new LinkedHashMap<>();
    for (Members members : pools.values()) {
      int wants = members.stages().stream().mapToInt(stage -> wants(stage, content)).sum();
      PoolSpec pool = members.pool();
      claims.put(
          new Claim(claims.size(), pool.weight(), pool.minShare(), members.running(), wants),
          members);
    }
    FairShares.give(slots, claims.keySet());
    Map<StageState, Integer> shares = new LinkedHashMap<>();
    claims.forEach(
        (claim, members) -> {
          if (claim.given() > 0) {
            divideWithin(members, claim.given(), content, shares);
          }
        });
    return shares;
  }

  private static void divideWithin(
      Members members, int slots, Set<StageState> content, Map<StageState, Integer> shares) {
    if (members.pool().mode() == SchedulingMode.FIFO) {
      int left = slots;
      for (StageState stage : members.stages()) {
        left -= give(stage, Math.min(left, wants(stage, content)), shares);
      }
      return;
    }
    Map<Claim, StageState> claims = new LinkedHashMap<>();
    for (StageState stage : members.stages()) {
      int running = stage.taskSet().running();
      claims.put(new Claim(claims.size(), 1, 0, running, wants(stage, content)), stage);
    }
    FairShares.give(slots, claims.keySet());
    claims.forEach((claim, stage) -> give(stage, claim.given(), shares));
  }

  private static int give(StageState stage, int slots, Map<StageState, Integer> shares) {
    if (slots > 0) {
      shares.put(stage, slots);
    }
    return slots;
  }

  private static int wants(StageState stage, Set<StageState> content) {
    return content.contains(stage) ? 0 : stage.taskSet().pending();
  }
}
