package io.heddle.monitoring.store;

/**
 * One attempt of a task.
 *
 * @param partition among the stage's; -1 when its start was not heard of
 * @param reason why it did not succeed; empty otherwise
 * @param startedAtMillis driver's clock; 0 when its start was not heard of
 * @param endedAtMillis driver's clock; 0 while it runs
 */
public record TaskStatus(
    long id,
    int stageId,
    int stageAttempt,
    int partition,
    int attempt,
    String executorId,
    String host,
    Locality locality,
    TaskState state,
    String reason,
    long startedAtMillis,
    long endedAtMillis,
    Work work) {
  /** Read over the shuffle, for ordering. */
  long shuffleReadBytes() {
    return work.shuffleReadBytes();
  }
}
