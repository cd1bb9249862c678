package io.heddle.monitoring.event;

import io.heddle.protocol.event.Event;

/**
 * Takes events in the order in which they happened. Called by the driver's scheduler thread:
 * returns at once and never throws.
 */
@FunctionalInterface
public interface EventSink {
  void accept(Event event);
}
