package io.heddle.monitoring.store;

import java.util.List;

/**
 * A stage over all its attempts.
 *
 * @param attempt the latest, from 0
 * @param name what it computes, such as {@code reduceByKey at WordCount.java:29}
 * @param reason why it failed or was skipped; empty otherwise
 * @param parents ids of the stages whose outputs it reads
 * @param jobIds the jobs that use it
 * @param lineage the operations in it, first to last
 * @param startedAtMillis of the first attempt; 0 before
 * @param endedAtMillis of the latest attempt; 0 while it waits or runs
 * @param tasks attempts are counted over all stage attempts; {@code done} is what is there now
 * @param localities of all task attempts
 * @param work of the task attempts that succeeded
 * @param wastedNanos run time of those that did not
 * @param lostOutputs map outputs that went lost after they were written
 * @param runNanos spread over the task attempts that succeeded, as are the following
 */
public record StageStatus(
    int id,
    int attempt,
    String name,
    StageState state,
    String reason,
    List<Integer> parents,
    List<Integer> jobIds,
    List<String> lineage,
    long startedAtMillis,
    long endedAtMillis,
    List<StageAttempt> attempts,
    TaskCounts tasks,
    LocalityCounts localities,
    Work work,
    long wastedNanos,
    int lostOutputs,
    Distribution runNanos,
    Distribution inputBytes,
    Distribution shuffleReadBytes,
    Distribution shuffleWriteBytes,
    Distribution spilledBytes) {
  /** Milliseconds from start to end, or to {@code nowMillis} while it runs; 0 before the start. */
  public long elapsedMillis(long nowMillis) {
    if (startedAtMillis == 0) {
      return 0;
    }
    return Math.max(0, (endedAtMillis == 0 ? nowMillis : endedAtMillis) - startedAtMillis);
  }
}
