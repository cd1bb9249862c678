package io.heddle.driver.allocation;

import io.heddle.conf.AllocationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.SettingType;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.time.Duration;

/**
 * The settings by which the number of executors follows the work.
 *
 * @param dynamic whether it does; else {@code initial} executors are wanted throughout
 * @param least executors that are wanted whatever there is to do
 * @param most executors that the application may have, those that are being drained included
 * @param initial executors wanted at the start
 * @param backlogMillis how long tasks wait until the first round of asking
 * @param sustainedMillis between that and the next rounds
 * @param idleMillis how long an executor stays without a task
 * @param cachedIdleMillis the same for one that holds cached blocks
 * @param shuffleIdleMillis the same for one that alone serves map outputs
 * @param launchMillis in which an executor that is being started must register
 * @param ratio of the executors wanted to those that would run all tasks at once
 */
public record AllocationRules(
    boolean dynamic,
    int least,
    int most,
    int initial,
    long backlogMillis,
    long sustainedMillis,
    long idleMillis,
    long cachedIdleMillis,
    long shuffleIdleMillis,
    long launchMillis,
    double ratio) {
  /** A time that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  public AllocationRules {
    if (least > most || initial < least || initial > most || ratio <= 0 || ratio > 1) {
      throw new IllegalArgumentException(
          "executors " + least + " <= " + initial + " <= " + most + ", ratio " + ratio);
    }
  }

  /** So many executors, whatever there is to do. */
  public static AllocationRules fixed(int executors) {
    return fixed(executors, NEVER);
  }

  private static AllocationRules fixed(int executors, long launchMillis) {
    return new AllocationRules(
        false,
        executors,
        Integer.MAX_VALUE,
        executors,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        launchMillis,
        1);
  }

  /**
   * What an application's settings say.
   *
   * @throws HeddleException BAD_SETTING when the least are more than the most, or a time is none
   */
  public static AllocationRules of(HeddleConf conf) {
    long launchMillis = conf.get(ExecutorSettings.LAUNCH_TIMEOUT).toMillis();
    if (!conf.get(AllocationSettings.DYNAMIC)) {
      return fixed(conf.get(ExecutorSettings.INSTANCES), launchMillis);
    }
    int least = conf.get(AllocationSettings.LEAST);
    int most = conf.get(AllocationSettings.MOST);
    if (least > most) {
      throw new HeddleException(
          ErrorCode.BAD_SETTING,
          AllocationSettings.LEAST.key()
              + " = "
              + least
              + " is more than "
              + AllocationSettings.MOST.key()
              + " = "
              + most);
    }
    int initial = Math.max(least, conf.get(AllocationSettings.INITIAL));
    if (conf.isSet(ExecutorSettings.INSTANCES)) {
      initial = Math.max(initial, conf.get(ExecutorSettings.INSTANCES));
    }
    return new AllocationRules(
        true,
        least,
        most,
        Math.min(initial, most),
        conf.get(AllocationSettings.BACKLOG_TIMEOUT).toMillis(),
        sustainedMillis(conf),
        conf.get(AllocationSettings.IDLE_TIMEOUT).toMillis(),
        orNever(conf.get(AllocationSettings.CACHED_IDLE_TIMEOUT)),
        orNever(conf.get(AllocationSettings.SHUFFLE_IDLE_TIMEOUT)),
        launchMillis,
        conf.get(AllocationSettings.RATIO));
  }

  private static long sustainedMillis(HeddleConf conf) {
    String text = conf.get(AllocationSettings.SUSTAINED_BACKLOG_TIMEOUT);
    if (text.isEmpty()) {
      return conf.get(AllocationSettings.BACKLOG_TIMEOUT).toMillis();
    }
    try {
      return SettingType.DURATION.parse().apply(text).toMillis();
    } catch (IllegalArgumentException e) {
      throw new HeddleException(
          ErrorCode.BAD_SETTING,
          AllocationSettings.SUSTAINED_BACKLOG_TIMEOUT.key() + ": " + e.getMessage(),
          e);
    }
  }

  private static long orNever(Duration timeout) {
    return timeout.isZero() ? NEVER : timeout.toMillis();
  }

  /** Executors that would run so many tasks, as far as the ratio wants that. */
  long executorsFor(long tasks, int slotsEach) {
    return (long) Math.ceil(tasks * ratio / slotsEach);
  }
}
