/**
 * Accumulators: values that tasks add to and the driver reads. Start at {@link
 * io.heddle.rdd.accumulator.AccumulatorV2}; {@link io.heddle.rdd.accumulator.AccumulatorRegistry}
 * is the driver's list of them. How updates travel and which attempts count is decided by executor
 * and driver, not here.
 */
package io.heddle.rdd.accumulator;
