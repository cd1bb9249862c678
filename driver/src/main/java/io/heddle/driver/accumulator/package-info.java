/**
 * What tasks added to accumulators becomes part of the driver's: {@link
 * io.heddle.driver.accumulator.AccumulatorMerger}. Which attempts count is decided by the
 * scheduler, in {@code schedule}.
 */
package io.heddle.driver.accumulator;
