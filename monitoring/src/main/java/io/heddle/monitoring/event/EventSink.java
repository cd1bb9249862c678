package io.heddle.monitoring.event;

import io.heddle.protocol.event.Event;

/**
 * Takes events in the order in which they happened. Called by threads of the driver, mostly the
 * scheduler's: returns at once and never throws.
 */
@FunctionalInterface
public interface EventSink {
  void accept(Event event);
}
