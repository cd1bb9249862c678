package io.heddle.driver;

import java.time.Duration;

/**
 * Has the driver's garbage collected now and then. What the program let go of is only found when
 * its references are collected, and a driver with a large heap and little to do might not collect
 * for days, while executors' disks fill. Used by one thread.
 */
final class PeriodicCollection {
  private final long nanos;
  private long lastNanos;

  /**
   * @param interval zero for never
   */
  PeriodicCollection(Duration interval, long nowNanos) {
    nanos = interval.toNanos();
    lastNanos = nowNanos;
  }

  /** Starts a collection when the last is long ago; does not wait for it. */
  void runIfDue(long nowNanos) {
    if (nanos > 0 && nowNanos - lastNanos >= nanos) {
      lastNanos = nowNanos;
      Thread collecting = new Thread(System::gc, "heddle-collection");
      collecting.setDaemon(true);
      collecting.start();
    }
  }
}
