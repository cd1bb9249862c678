package io.heddle.monitoring.store;

/**
 * One go at a stage; a later one computes what the earlier left or lost.
 *
 * @param tasks partitions that it was to compute
 * @param reason why it failed; empty otherwise
 * @param endedAtMillis 0 while it runs
 */
public record StageAttempt(
    int attempt,
    int tasks,
    StageState state,
    String reason,
    long startedAtMillis,
    long endedAtMillis) {}
