/**
 * Events on their way: {@link io.heddle.monitoring.event.EventSink} takes them, the log keeps them.
 * The events themselves are protobuf messages of the protocol module.
 */
package io.heddle.monitoring.event;
