package io.heddle.driver.simulation;

import java.util.Locale;

/** What is done to a simulated cluster. */
enum FaultKind {
  EXECUTOR_CRASH,
  EXECUTOR_SLOW,
  EXECUTOR_PAUSED,
  EXECUTOR_CUT_OFF,
  STREAM_BROKEN,
  MESSAGES_LATE,
  REPORT_TWICE,
  STALE_REPORT,
  TASK_FAILED,
  TASK_KILLED,
  NODE_LOST,
  NODE_CALLED_LOST,
  NODE_UNREACHABLE,
  RACK_LOST,
  OUTPUT_LOST,
  OUTPUT_CORRUPT,
  LAUNCH_FAILED,
  LAUNCH_HANGS,
  EXECUTOR_PREEMPTED,
  EXECUTOR_DRAINING,
  FEWER_GRANTED,
  JOB_CANCELLED,
  CLOCK_FORWARD,
  CLOCK_BACK;

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
