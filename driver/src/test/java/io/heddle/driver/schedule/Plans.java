package io.heddle.driver.schedule;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.task.LocalityWaits;
import io.heddle.driver.task.TaskPreference;
import io.heddle.rdd.lineage.HostLocation;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Jobs and settings as plain values. */
final class Plans {
  static final IntFunction<TaskPreference> ANYWHERE = task -> TaskPreference.NONE;

  private Plans() {}

  static SchedulerOptions options() {
    return options(PoolSpecs.FIFO);
  }

  static SchedulerOptions options(PoolSpecs pools) {
    return options(pools, AllocationRules.fixed(4), 1);
  }

  static SchedulerOptions options(AllocationRules allocation, int slotsEach) {
    return options(PoolSpecs.FIFO, allocation, slotsEach);
  }

  private static SchedulerOptions options(
      PoolSpecs pools, AllocationRules allocation, int slotsEach) {
    return new SchedulerOptions(
        new LocalityWaits(1_000, 1_000, 1_000),
        pools,
        allocation,
        slotsEach,
        3,
        3,
        100,
        1_000,
        60_000,
        true);
  }

  /** From the least to the most; rounds a second apart, idle for 60 s, cached for 300 s. */
  static AllocationRules dynamic(int least, int initial, int most) {
    return new AllocationRules(
        true, least, most, initial, 1_000, 1_000, 60_000, 300_000, 120_000, 600_000, 1);
  }

  /** A map stage; its id is 100 more than its shuffle's. */
  static StageSpec map(int shuffleId, int tasks, Integer... parents) {
    return map(shuffleId, tasks, ANYWHERE, parents);
  }

  static StageSpec map(
      int shuffleId, int tasks, IntFunction<TaskPreference> preferences, Integer... parents) {
    return new StageSpec(
        100 + shuffleId,
        "map " + shuffleId,
        List.of(),
        tasks,
        List.of(parents),
        shuffleId,
        2,
        preferences,
        IntUnaryOperator.identity());
  }

  /** A job whose result stage reads the shuffles of its last map stages. */
  static JobSpec job(int jobId, int tasks, List<Integer> reads, StageSpec... mapStages) {
    return job(jobId, tasks, ANYWHERE, reads, mapStages);
  }

  static JobSpec job(
      int jobId,
      int tasks,
      IntFunction<TaskPreference> preferences,
      List<Integer> reads,
      StageSpec... mapStages) {
    return new JobSpec(
        jobId,
        "collect",
        "Test.java:1",
        Map.of(),
        new StageSpec(
            1000 + jobId,
            "collect",
            List.of(),
            tasks,
            reads,
            StageSpec.RESULT,
            0,
            preferences,
            IntUnaryOperator.identity()),
        List.of(mapStages),
        Map.of());
  }

  /** On a host of a rack. */
  static TaskPreference on(String host, String rack) {
    return new TaskPreference(List.of(), List.of(new HostLocation(host, rack)));
  }

  /** Near a cached block, else on a host. */
  static TaskPreference near(int rddId, int partition, String host) {
    return new TaskPreference(
        List.of(new TaskPreference.BlockKey(rddId, partition)),
        List.of(new HostLocation(host, "/r1")));
  }
}
