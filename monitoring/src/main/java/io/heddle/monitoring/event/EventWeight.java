package io.heddle.monitoring.event;

import io.heddle.protocol.event.Event;

/** How much is lost when an event is lost; decides what a full {@link EventBus} gives up first. */
enum EventWeight {
  /** The next one makes it good. */
  HEARTBEAT,
  /** One among many; counters are off by one until the stage ends. */
  TASK,
  /** Without it the picture is wrong: jobs, stages, executors, the application, notices. */
  STRUCTURE;

  static EventWeight of(Event event) {
    return switch (event.getEventCase()) {
      case EXECUTOR_HEARTBEAT -> HEARTBEAT;
      case TASK_STARTED, TASK_ENDED, RDD_CACHED -> TASK;
      default -> STRUCTURE;
    };
  }
}
