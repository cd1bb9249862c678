package io.heddle.monitoring.store;

import java.util.List;

/**
 * A job.
 *
 * @param action what the user called, such as {@code collect}
 * @param callSite where, such as {@code WordCount.java:31}
 * @param pool whose slots it runs on; empty when there are no pools
 * @param reason why it failed; empty otherwise
 * @param endedAtMillis 0 while it runs
 * @param stageIds all of its stages; some may no longer be in the store
 * @param stagesDone of those that are run for this job
 * @param stagesSkipped whose outputs were there already
 * @param tasks over the stages that are run for this job
 */
public record JobStatus(
    int id,
    String action,
    String callSite,
    String pool,
    JobState state,
    String reason,
    long startedAtMillis,
    long endedAtMillis,
    List<Integer> stageIds,
    int stagesDone,
    int stagesSkipped,
    TaskCounts tasks) {}
