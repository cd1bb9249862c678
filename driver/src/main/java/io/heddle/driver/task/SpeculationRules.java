package io.heddle.driver.task;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.SpeculationSettings;

/**
 * When a running task is slow enough for a second attempt.
 *
 * @param intervalMillis between two looks
 * @param multiplier of the median of the stage's finished tasks
 * @param quantile of the stage's tasks that must have finished
 * @param minRuntimeMillis below which no task is slow
 * @param thresholdMillis beyond which a task of a small stage is slow in any case; 0 for never
 * @param byRate whether the rate of records read is judged too
 * @param rateMultiplier of the stage's rate; a task that is as fast is left alone
 * @param longRunFactor a task that runs so many times too long is slow whatever its rate
 */
public record SpeculationRules(
    boolean enabled,
    long intervalMillis,
    double multiplier,
    double quantile,
    long minRuntimeMillis,
    long thresholdMillis,
    boolean byRate,
    double rateMultiplier,
    double longRunFactor) {
  /** No task ever gets a second attempt. */
  public static final SpeculationRules NONE =
      new SpeculationRules(false, 100, 3, 0.9, 100, 0, true, 0.75, 2);

  public static SpeculationRules of(HeddleConf conf) {
    return new SpeculationRules(
        conf.get(SpeculationSettings.ENABLED),
        conf.get(SpeculationSettings.INTERVAL).toMillis(),
        conf.get(SpeculationSettings.MULTIPLIER),
        conf.get(SpeculationSettings.QUANTILE),
        conf.get(SpeculationSettings.MIN_TASK_RUNTIME).toMillis(),
        conf.get(SpeculationSettings.DURATION_THRESHOLD).toMillis(),
        conf.get(SpeculationSettings.EFFICIENCY),
        conf.get(SpeculationSettings.RATE_MULTIPLIER),
        conf.get(SpeculationSettings.LONG_RUN_FACTOR));
  }
}
