package io.heddle.driver.schedule;

/**
 * What an executor's end would cost, in milliseconds of work. The time that tasks have run is
 * known; what only that executor holds would have to be made again, for which there are estimates:
 * they need only tell a little from a lot.
 */
final class WorkLost {
  /** About what a task makes of a cached block in a millisecond. */
  private static final long BLOCK_BYTES_A_MILLI = 50_000;

  /** An executor that alone serves map outputs takes parts of whole stages with it. */
  static final long OUTPUTS_MILLIS = 60_000;

  private WorkLost() {}

  /** Of cached blocks that no other executor has. */
  static long ofBlocks(long bytes) {
    return bytes == 0 ? 0 : 1 + bytes / BLOCK_BYTES_A_MILLI;
  }
}
