package io.heddle.monitoring.store;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.MonitoringSettings;

/**
 * How much a store keeps of what is over; what is active is always kept.
 *
 * @param tasks over all stages
 * @param executors that are gone
 */
public record StoreLimits(
    int jobs, int stages, int tasks, int executors, int notices, int milestones) {
  private static final int NOTICES = 500;
  private static final int MILESTONES = 1000;

  public StoreLimits {
    if (Math.min(
            Math.min(Math.min(jobs, stages), Math.min(tasks, executors)),
            Math.min(notices, milestones))
        < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }

  /** Those of the settings {@code heddle.ui.retained…}. */
  public static StoreLimits from(HeddleConf conf) {
    return new StoreLimits(
        conf.get(MonitoringSettings.RETAINED_JOBS),
        conf.get(MonitoringSettings.RETAINED_STAGES),
        conf.get(MonitoringSettings.RETAINED_TASKS),
        conf.get(MonitoringSettings.RETAINED_EXECUTORS),
        NOTICES,
        MILESTONES);
  }

  public static StoreLimits defaults() {
    return from(HeddleConf.empty());
  }
}
