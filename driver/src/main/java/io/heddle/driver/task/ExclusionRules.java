package io.heddle.driver.task;

import io.heddle.conf.ExclusionSettings;
import io.heddle.conf.HeddleConf;

/**
 * How many failures exclude an executor or a node from what.
 *
 * @param taskPerExecutor failures of one task on an executor, after which the task avoids it
 * @param taskPerNode the same for a node
 * @param stageTasksPerExecutor different tasks of a stage
 * @param stageExecutorsPerNode executors of a node that are excluded for a stage
 * @param applicationTasksPerExecutor different tasks of stages that succeeded
 * @param applicationExecutorsPerNode executors of a node that are excluded for the application
 * @param timeoutMillis of what is excluded for the application
 * @param fetchFailures whether a node with unreadable map outputs is excluded at once
 * @param unschedulableMillis how long a task that may run nowhere waits
 */
public record ExclusionRules(
    boolean enabled,
    int taskPerExecutor,
    int taskPerNode,
    int stageTasksPerExecutor,
    int stageExecutorsPerNode,
    int applicationTasksPerExecutor,
    int applicationExecutorsPerNode,
    long timeoutMillis,
    boolean fetchFailures,
    long unschedulableMillis) {
  /** Nothing is ever excluded; a failed task only waits a little for another executor. */
  public static final ExclusionRules NONE =
      new ExclusionRules(false, 1, 1, 1, 1, 1, 1, 1, false, 1);

  public static ExclusionRules of(HeddleConf conf) {
    return new ExclusionRules(
        conf.get(ExclusionSettings.ENABLED),
        conf.get(ExclusionSettings.TASK_ATTEMPTS_PER_EXECUTOR),
        conf.get(ExclusionSettings.TASK_ATTEMPTS_PER_NODE),
        conf.get(ExclusionSettings.STAGE_TASKS_PER_EXECUTOR),
        conf.get(ExclusionSettings.STAGE_EXECUTORS_PER_NODE),
        conf.get(ExclusionSettings.APPLICATION_TASKS_PER_EXECUTOR),
        conf.get(ExclusionSettings.APPLICATION_EXECUTORS_PER_NODE),
        conf.get(ExclusionSettings.TIMEOUT).toMillis(),
        conf.get(ExclusionSettings.FETCH_FAILURES),
        conf.get(ExclusionSettings.UNSCHEDULABLE_TIMEOUT).toMillis());
  }
}
