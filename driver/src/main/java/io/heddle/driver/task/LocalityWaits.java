package io.heddle.driver.task;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.Setting;
import io.heddle.conf.SettingType;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;

/** How long a free slot is kept waiting at a level before the next one is allowed. */
public record LocalityWaits(long processMillis, long nodeMillis, long rackMillis) {
  /**
   * @throws HeddleException BAD_SETTING when one of {@code heddle.locality.wait.*} is no duration
   */
  public static LocalityWaits of(HeddleConf conf) {
    long base = conf.get(SchedulerSettings.LOCALITY_WAIT).toMillis();
    return new LocalityWaits(
        millis(conf, SchedulerSettings.LOCALITY_WAIT_PROCESS, base),
        millis(conf, SchedulerSettings.LOCALITY_WAIT_NODE, base),
        millis(conf, SchedulerSettings.LOCALITY_WAIT_RACK, base));
  }

  private static long millis(HeddleConf conf, Setting<String> setting, long base) {
    String text = conf.get(setting);
    if (text.isEmpty()) {
      return base;
    }
    try {
      return SettingType.DURATION.parse().apply(text).toMillis();
    } catch (IllegalArgumentException e) {
      throw new HeddleException(ErrorCode.BAD_SETTING, setting.key() + ": " + e.getMessage(), e);
    }
  }

  long millis(Locality level) {
    return switch (level) {
      case PROCESS_LOCAL -> processMillis;
      case NODE_LOCAL -> nodeMillis;
      case RACK_LOCAL -> rackMillis;
      case ANY -> 0;
    };
  }
}
