package io.heddle.monitoring.store;

/**
 * Tasks in numbers.
 *
 * @param total partitions to compute
 * @param done partitions whose result is there
 * @param running attempts that run now
 * @param succeeded attempts that succeeded; more than {@code done} when results were lost again or
 *     an attempt ran twice
 * @param failed attempts that failed by themselves
 * @param fetchFailed attempts that could not read map outputs
 * @param killed attempts that were stopped
 * @param lost attempts that went with their executor
 */
public record TaskCounts(
    int total,
    int done,
    int running,
    int succeeded,
    int failed,
    int fetchFailed,
    int killed,
    int lost) {
  public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0);

  /** Attempts that ended without a result though nobody stopped them. */
  public int unsuccessful() {
    return failed + fetchFailed + lost;
  }

  /** From 0 to 1; 0 when there is nothing to do. */
  public double progress() {
    return total == 0 ? 0 : (double) done / total;
  }

  /** The sum of both. */
  public TaskCounts plus(TaskCounts other) {
    return new TaskCounts(
        total + other.total,
        done + other.done,
        running + other.running,
        succeeded + other.succeeded,
        failed + other.failed,
        fetchFailed + other.fetchFailed,
        killed + other.killed,
        lost + other.lost);
  }
}
