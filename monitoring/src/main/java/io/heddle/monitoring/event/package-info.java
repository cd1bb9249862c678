/**
 * Events on their way. Start at {@link io.heddle.monitoring.event.EventBus}, which takes events
 * from the scheduler and hands them on from a thread of its own; {@link
 * io.heddle.monitoring.event.EventLogWriter} keeps them in a file and {@link
 * io.heddle.monitoring.event.EventLogReader} plays such a file again.
 *
 * <p>The events themselves are protobuf messages of the protocol module. What they add up to is in
 * {@code io.heddle.monitoring.store}; where the log lies (HDFS, a local directory) is the caller's
 * affair.
 */
package io.heddle.monitoring.event;
