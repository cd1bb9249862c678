package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;

/** Executors and nodes that are given no tasks for a while, as tasks failed there. */
public final class ExclusionSettings {
  public static final Setting<Boolean> ENABLED =
      Setting.of(
          "heddle.excludeOnFailure.enabled",
          BOOLEAN,
          true,
          "Whether executors and nodes on which tasks fail are given no more of them for a while;"
              + " has no effect in local runs.",
          "spark.excludeOnFailure.enabled");
  public static final Setting<Duration> TIMEOUT =
      Setting.of(
          "heddle.excludeOnFailure.timeout",
          DURATION,
          Duration.ofHours(1),
          "How long an executor or node stays excluded for the whole application.",
          "spark.excludeOnFailure.timeout");
  public static final Setting<Integer> TASK_ATTEMPTS_PER_EXECUTOR =
      Setting.of(
          "heddle.excludeOnFailure.task.maxTaskAttemptsPerExecutor",
          intBetween(1, Integer.MAX_VALUE),
          1,
          "Failures of one task on one executor after which it is tried on others.",
          "spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor");
  public static final Setting<Integer> TASK_ATTEMPTS_PER_NODE =
      Setting.of(
          "heddle.excludeOnFailure.task.maxTaskAttemptsPerNode",
          intBetween(1, Integer.MAX_VALUE),
          2,
          "Failures of one task on one node after which it is tried on others.",
          "spark.excludeOnFailure.task.maxTaskAttemptsPerNode");
  public static final Setting<Integer> STAGE_TASKS_PER_EXECUTOR =
      Setting.of(
          "heddle.excludeOnFailure.stage.maxFailedTasksPerExecutor",
          intBetween(1, Integer.MAX_VALUE),
          2,
          "Different tasks of one stage that may fail on an executor before it is excluded for that"
              + " stage.",
          "spark.excludeOnFailure.stage.maxFailedTasksPerExecutor");
  public static final Setting<Integer> STAGE_EXECUTORS_PER_NODE =
      Setting.of(
          "heddle.excludeOnFailure.stage.maxFailedExecutorsPerNode",
          intBetween(1, Integer.MAX_VALUE),
          2,
          "Executors of one node that may be excluded for a stage before the whole node is.",
          "spark.excludeOnFailure.stage.maxFailedExecutorsPerNode");
  public static final Setting<Integer> APPLICATION_TASKS_PER_EXECUTOR =
      Setting.of(
          "heddle.excludeOnFailure.application.maxFailedTasksPerExecutor",
          intBetween(1, Integer.MAX_VALUE),
          2,
          "Different tasks, of stages that succeeded, that may fail on an executor before it is"
              + " excluded for the application.",
          "spark.excludeOnFailure.application.maxFailedTasksPerExecutor");
  public static final Setting<Integer> APPLICATION_EXECUTORS_PER_NODE =
      Setting.of(
          "heddle.excludeOnFailure.application.maxFailedExecutorsPerNode",
          intBetween(1, Integer.MAX_VALUE),
          2,
          "Executors of one node that may be excluded for the application before the whole node"
              + " is.",
          "spark.excludeOnFailure.application.maxFailedExecutorsPerNode");
  public static final Setting<Boolean> FETCH_FAILURES =
      Setting.of(
          "heddle.excludeOnFailure.application.fetchFailure.enabled",
          BOOLEAN,
          false,
          "Whether a node whose map outputs cannot be fetched is excluded for the application at"
              + " once.",
          "spark.excludeOnFailure.application.fetchFailure.enabled");
  public static final Setting<Duration> UNSCHEDULABLE_TIMEOUT =
      Setting.of(
          "heddle.scheduler.excludeOnFailure.unschedulableTaskSetTimeout",
          DURATION,
          Duration.ofSeconds(120),
          "How long a task that may run on no executor, as all are excluded, waits for a fresh one"
              + " before its job fails.",
          "spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout");

  private ExclusionSettings() {}
}
