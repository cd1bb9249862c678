package io.heddle.monitoring.store;

/**
 * How many executors are wanted and had.
 *
 * @param target wanted to take tasks
 * @param asked asked for and not granted
 * @param granted being started
 * @param running those that take tasks
 * @param draining those that finish what they run, and go
 * @param waiting why fewer are there than wanted; empty when there is nothing to tell
 */
public record AllocationStatus(
    int target, int asked, int granted, int running, int draining, String waiting) {
  static final AllocationStatus NONE = new AllocationStatus(0, 0, 0, 0, 0, "");

  /** Whether all executors that are wanted are there, and no others. */
  public boolean isSettled() {
    return running == target && draining == 0;
  }
}
