package io.heddle.monitoring.store;

/**
 * An application in numbers. What was evicted from the store is still counted.
 *
 * @param stagesSkipped counts each job that had no need to run a stage, which an earlier one ran,
 *     or ended before it came to it; so a stage can count often, and among those that succeeded too
 * @param stagesNeverRun those of the stages listed that no job has run
 * @param tasks over all stages that were or are to be run
 * @param work of the task attempts that succeeded
 * @param executorsActive now
 * @param slots of the active executors
 * @param storageBytes memory that cached blocks take on the active executors
 */
public record Totals(
    int jobsActive,
    int jobsSucceeded,
    int jobsFailed,
    int stagesPending,
    int stagesRunning,
    int stagesSucceeded,
    int stagesFailed,
    int stagesSkipped,
    int stagesNeverRun,
    TaskCounts tasks,
    Work work,
    int executorsActive,
    int executorsRemoved,
    int executorsFailed,
    int slots,
    long storageBytes) {}
