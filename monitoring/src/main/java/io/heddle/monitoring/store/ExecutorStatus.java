package io.heddle.monitoring.store;

/**
 * An executor.
 *
 * @param rack empty when not known
 * @param logUrl where its logs are; empty when nowhere
 * @param removedAtMillis 0 while it is there
 * @param reason why it went; empty while it is there
 * @param runningTasks now
 * @param failedTasks attempts that ended there without a result though nobody stopped them
 * @param work of the task attempts that succeeded there
 * @param heartbeatAtMillis when memory figures came last; 0 for never
 * @param residentBytes of the process, as the operating system counts it
 * @param excluded why it is given no tasks though it is there; empty when it is
 */
public record ExecutorStatus(
    String id,
    String host,
    String rack,
    int slots,
    String containerId,
    String logUrl,
    ExecutorState state,
    long addedAtMillis,
    long removedAtMillis,
    String reason,
    int runningTasks,
    int succeededTasks,
    int failedTasks,
    Work work,
    long heartbeatAtMillis,
    long heapUsedBytes,
    long heapMaxBytes,
    long storageUsedBytes,
    long executionUsedBytes,
    long residentBytes,
    long gcMillis,
    long cpuNanos,
    String excluded) {}
