package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;

/** How the number of executors follows the work. */
public final class AllocationSettings {
  public static final Setting<Boolean> DYNAMIC =
      Setting.of(
          "heddle.dynamicAllocation.enabled",
          BOOLEAN,
          false,
          "Whether executors are asked for as tasks wait for slots, and released when idle; else heddle.executor.instances are held throughout.",
          "spark.dynamicAllocation.enabled");
  public static final Setting<Integer> LEAST =
      Setting.of(
          "heddle.dynamicAllocation.minExecutors",
          intBetween(0, Integer.MAX_VALUE),
          0,
          "Executors that are held whatever there is to do.",
          "spark.dynamicAllocation.minExecutors");
  public static final Setting<Integer> MOST =
      Setting.of(
          "heddle.dynamicAllocation.maxExecutors",
          intBetween(1, Integer.MAX_VALUE),
          Integer.MAX_VALUE,
          "The most executors of the application, those that are being drained included.",
          "spark.dynamicAllocation.maxExecutors");
  public static final Setting<Integer> INITIAL =
      Setting.of(
          "heddle.dynamicAllocation.initialExecutors",
          intBetween(0, Integer.MAX_VALUE),
          0,
          "Executors asked for at the start; the largest of this, minExecutors and, where it is set, heddle.executor.instances counts.",
          "spark.dynamicAllocation.initialExecutors");
  public static final Setting<Duration> BACKLOG_TIMEOUT =
      Setting.of(
          "heddle.dynamicAllocation.schedulerBacklogTimeout",
          DURATION,
          Duration.ofSeconds(1),
          "How long tasks wait for slots until more executors are asked for.",
          "spark.dynamicAllocation.schedulerBacklogTimeout");
  public static final Setting<String> SUSTAINED_BACKLOG_TIMEOUT =
      Setting.of(
          "heddle.dynamicAllocation.sustainedSchedulerBacklogTimeout",
          STRING,
          "",
          "Time between further rounds of asking while tasks wait, each twice the one before; schedulerBacklogTimeout when empty.",
          "spark.dynamicAllocation.sustainedSchedulerBacklogTimeout");
  public static final Setting<Duration> IDLE_TIMEOUT =
      Setting.of(
          "heddle.dynamicAllocation.executorIdleTimeout",
          DURATION,
          Duration.ofSeconds(60),
          "Time without a task after which an executor that is not needed is released.",
          "spark.dynamicAllocation.executorIdleTimeout");
  public static final Setting<Duration> CACHED_IDLE_TIMEOUT =
      Setting.of(
          "heddle.dynamicAllocation.cachedExecutorIdleTimeout",
          DURATION,
          Duration.ZERO,
          "The same for an executor that holds cached blocks; 0 for never.",
          "spark.dynamicAllocation.cachedExecutorIdleTimeout");
  public static final Setting<Duration> SHUFFLE_IDLE_TIMEOUT =
      Setting.of(
          "heddle.dynamicAllocation.shuffleTracking.timeout",
          DURATION,
          Duration.ZERO,
          "The same for an executor that holds map outputs which no shuffle service serves; 0 for never.",
          "spark.dynamicAllocation.shuffleTracking.timeout");
  public static final Setting<Double> RATIO =
      Setting.of(
          "heddle.dynamicAllocation.executorAllocationRatio",
          fractionBetween(0.001, 1),
          1.0,
          "Part of the executors asked for that would run all waiting tasks at once; below 1, tasks are run in several waves.",
          "spark.dynamicAllocation.executorAllocationRatio");

  private AllocationSettings() {}
}
