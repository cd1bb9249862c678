package io.heddle.driver.simulation;

import io.heddle.conf.AllocationSettings;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.DataSize;
import io.heddle.conf.ExclusionSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.SchedulingMode;
import io.heddle.conf.SpeculationSettings;
import io.heddle.driver.schedule.SchedulerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What kind of cluster, load and weather a seed gives.
 *
 * @param executors wanted at most
 * @param ownShuffleFiles whether map outputs live and die with their executor
 * @param strict whether limits are low enough to be exceeded
 * @param lateMillis the most that a message usually takes
 * @param batchMillis the most that events gather before the scheduler looks at them
 * @param faultsUntilMillis after the start
 */
record Profile(
    int executors,
    int slots,
    int hosts,
    int racks,
    boolean ownShuffleFiles,
    boolean strict,
    int maxTaskFailures,
    int maxStageAttempts,
    int maxExecutorFailures,
    long processWaitMillis,
    long nodeWaitMillis,
    long rackWaitMillis,
    long silenceMillis,
    boolean fair,
    boolean speculation,
    boolean exclusion,
    long excludedMillis,
    boolean dynamic,
    int leastExecutors,
    long idleMillis,
    long cachedIdleMillis,
    long launchMillis,
    long tickMillis,
    long keepAliveMillis,
    int lateMillis,
    int batchMillis,
    int jobs,
    int shuffles,
    int mostTasks,
    int taskMillis,
    List<FaultKind> kinds,
    int faults,
    int faultsUntilMillis,
    boolean events) {

  private static final int NEVER = 1_000;

  /**
   * @param executors of the cluster; 0 lets the seed choose, up to 200
   */
  static Profile of(Dice dice, int executors) {
    int wanted =
        executors > 0 ? executors : dice.oneIn(8) ? dice.spread(3, 200) : dice.spread(3, 20);
    int hosts = Math.max(1, wanted / dice.between(1, 4));
    boolean strict = dice.oneIn(4);
    int least = Math.max(4, wanted / 2);
    List<FaultKind> kinds = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      if (dice.oneIn(2)) {
        kinds.add(kind);
      }
    }
    long silence = 1_000L * dice.between(10, 60);
    return new Profile(
        wanted,
        dice.spread(1, 8),
        hosts,
        Math.max(1, Math.min(500, hosts / dice.between(1, 20))),
        dice.oneIn(5),
        strict,
        strict ? dice.between(1, 4) : NEVER,
        strict ? dice.between(1, 4) : NEVER,
        strict ? dice.between(1, 10) + wanted / 20 : NEVER * wanted,
        wait(dice),
        wait(dice),
        wait(dice),
        silence,
        dice.oneIn(2),
        dice.oneIn(2),
        dice.oneIn(2),
        1_000L * dice.between(5, 100),
        dice.oneIn(2),
        dice.below(Math.min(4, wanted)),
        1_000L * dice.between(1, 60),
        1_000L * dice.between(1, 200),
        1_000L * dice.between(15, 100),
        dice.oneIn(4) ? 100 : 1_000,
        1_000L * dice.between(5, 40),
        dice.spread(1, 200),
        dice.oneIn(2) ? 0 : dice.spread(1, 50),
        dice.between(1, 6),
        dice.below(8),
        dice.spread(least, Math.max(24, wanted * 3)),
        dice.spread(20, 8_000),
        List.copyOf(kinds),
        kinds.isEmpty() ? 0 : dice.spread(1, executors > 500 ? 200 : 30),
        dice.spread(3_000, 120_000),
        dice.oneIn(4));
  }

  private static long wait(Dice dice) {
    return dice.oneIn(4) ? 0 : dice.spread(100, 6_000);
  }

  /** All locality waits, one after the other. */
  long allWaitsMillis() {
    return processWaitMillis + nodeWaitMillis + rackWaitMillis;
  }

  SchedulerOptions options() {
    return SchedulerOptions.of(conf(), events);
  }

  private HeddleConf conf() {
    HeddleConf conf =
        HeddleConf.empty()
            .with(SchedulerSettings.MODE, fair ? SchedulingMode.FAIR : SchedulingMode.FIFO)
            .with(ExecutorSettings.LAUNCH_TIMEOUT, Duration.ofMillis(launchMillis))
            .with(SpeculationSettings.ENABLED, speculation)
            .with(SpeculationSettings.MIN_TASK_RUNTIME, Duration.ofMillis(taskMillis / 4))
            .with(SpeculationSettings.QUANTILE, 0.5)
            .with(SpeculationSettings.MULTIPLIER, 1.5)
            .with(ExclusionSettings.ENABLED, exclusion)
            .with(ExclusionSettings.TIMEOUT, Duration.ofMillis(excludedMillis))
            .with(ExclusionSettings.FETCH_FAILURES, exclusion && excludedMillis % 2_000 == 0)
            .with(AllocationSettings.DYNAMIC, dynamic);
    if (dynamic) {
      conf =
          conf.with(AllocationSettings.LEAST, leastExecutors)
              .with(AllocationSettings.MOST, executors)
              .with(AllocationSettings.IDLE_TIMEOUT, Duration.ofMillis(idleMillis))
              .with(AllocationSettings.CACHED_IDLE_TIMEOUT, Duration.ofMillis(cachedIdleMillis))
              .with(AllocationSettings.SHUFFLE_IDLE_TIMEOUT, Duration.ofMillis(cachedIdleMillis));
    } else {
      conf = conf.with(ExecutorSettings.INSTANCES, executors);
    }
    return conf.with(ExecutorSettings.CORES, slots)
        .with(SchedulerSettings.TASK_MAX_FAILURES, maxTaskFailures)
        .with(SchedulerSettings.STAGE_MAX_ATTEMPTS, maxStageAttempts)
        .with(SchedulerSettings.MAX_EXECUTOR_FAILURES, maxExecutorFailures)
        .with(ApplicationSettings.MAX_RESULT_SIZE, DataSize.ofGibibytes(64))
        .with(SchedulerSettings.LOCALITY_WAIT_PROCESS, processWaitMillis + "ms")
        .with(SchedulerSettings.LOCALITY_WAIT_NODE, nodeWaitMillis + "ms")
        .with(SchedulerSettings.LOCALITY_WAIT_RACK, rackWaitMillis + "ms")
        .with(ExecutorSettings.HEARTBEAT_TIMEOUT, Duration.ofMillis(silenceMillis));
  }
}
