package io.heddle.monitoring.store;

/**
 * A point on the way from submission to the first task.
 *
 * @param subject container or executor id; may be empty
 * @param atMillis wall clock, milliseconds since the epoch
 */
public record MilestonePoint(String name, String subject, long atMillis) {}
