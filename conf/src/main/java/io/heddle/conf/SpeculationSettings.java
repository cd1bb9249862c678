package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;

/** Second attempts of tasks that are slow. */
public final class SpeculationSettings {
  public static final Setting<Boolean> ENABLED =
      Setting.of(
          "heddle.speculation",
          BOOLEAN,
          false,
          "Whether a task that is slower than others of its stage gets a second attempt on another"
              + " host.",
          "spark.speculation");
  public static final Setting<Duration> INTERVAL =
      Setting.of(
          "heddle.speculation.interval",
          DURATION,
          Duration.ofMillis(100),
          "How often slow tasks are looked for.",
          "spark.speculation.interval");
  public static final Setting<Double> MULTIPLIER =
      Setting.of(
          "heddle.speculation.multiplier",
          fractionBetween(1, 1000),
          3.0,
          "How many times longer than the median of its stage's finished tasks a slow task runs.",
          "spark.speculation.multiplier");
  public static final Setting<Double> QUANTILE =
      Setting.of(
          "heddle.speculation.quantile",
          fractionBetween(0, 1),
          0.9,
          "The part of a stage's tasks that must have finished before slow ones are looked for.",
          "spark.speculation.quantile");
  public static final Setting<Duration> MIN_TASK_RUNTIME =
      Setting.of(
          "heddle.speculation.minTaskRuntime",
          DURATION,
          Duration.ofMillis(100),
          "A task that has run for less is never slow.",
          "spark.speculation.minTaskRuntime");
  public static final Setting<Duration> DURATION_THRESHOLD =
      Setting.of(
          "heddle.speculation.task.duration.threshold",
          DURATION,
          Duration.ZERO,
          "In stages of no more tasks than one executor has slots, a task that has run for longer"
              + " is slow, whatever others did; 0 for never.",
          "spark.speculation.task.duration.threshold");
  public static final Setting<Double> RATE_MULTIPLIER =
      Setting.of(
          "heddle.speculation.efficiency.processRateMultiplier",
          fractionBetween(0, 1000),
          0.75,
          "A slow task that reads records at this part, or more, of its stage's usual rate is left"
              + " alone: it only has more to do.",
          "spark.speculation.efficiency.processRateMultiplier");
  public static final Setting<Double> LONG_RUN_FACTOR =
      Setting.of(
          "heddle.speculation.efficiency.longRunTaskFactor",
          fractionBetween(1, 1000),
          2.0,
          "A task that has run this many times longer than slow ones gets a second attempt whatever"
              + " its rate.",
          "spark.speculation.efficiency.longRunTaskFactor");
  public static final Setting<Boolean> EFFICIENCY =
      Setting.of(
          "heddle.speculation.efficiency.enabled",
          BOOLEAN,
          true,
          "Whether slow tasks are also judged by the rate at which they read records.",
          "spark.speculation.efficiency.enabled");

  private SpeculationSettings() {}
}
