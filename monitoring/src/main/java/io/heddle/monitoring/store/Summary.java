package io.heddle.monitoring.store;

import java.util.List;

/**
 * One small document with the state and progress of an application, for those who ask often.
 *
 * @param atMillis the driver's clock at the latest event; elapsed times count up to it or to now
 * @param jobs all active ones and the latest finished ones, by id
 * @param stages all active ones and the latest finished ones, by id
 * @param notices the latest, oldest first
 */
public record Summary(
    long atMillis,
    ApplicationStatus application,
    Totals totals,
    AllocationStatus allocation,
    List<JobStatus> jobs,
    List<StageStatus> stages,
    List<NoticeLine> notices,
    List<MilestonePoint> milestones) {}
