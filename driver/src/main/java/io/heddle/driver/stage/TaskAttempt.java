package io.heddle.driver.stage;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.task.Locality;
import io.heddle.driver.task.TaskSetState;

/**
 * One attempt of one task, from its launch to the report of its end.
 *
 * @param taskId unique in the application
 * @param taskSet it was launched for; when that is not its stage's any more, nobody waits for it
 * @param task index in the stage
 * @param launchedMillis when, by the scheduler's clock
 */
public record TaskAttempt(
    long taskId,
    StageState stage,
    TaskSetState taskSet,
    int task,
    int attempt,
    ExecutorState executor,
    Locality locality,
    long launchedMillis) {
  /** Whether its outcome still matters to its stage. */
  public boolean isCurrent() {
    return stage.taskSet() == taskSet;
  }
}
