package io.heddle.monitoring.store;

/**
 * A named accumulator.
 *
 * @param value for people; shortened
 */
public record AccumulatorStatus(long id, String name, String value) {}
