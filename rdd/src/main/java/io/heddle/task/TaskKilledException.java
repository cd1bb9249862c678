package io.heddle.task;

/** Ends a task attempt that the driver asked to stop; reported as killed, not as failed. */
public final class TaskKilledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskKilledException(String reason) {
    super(reason, null, false, false);
  }
}
