package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

/** Status page, events, metrics. */
public final class MonitoringSettings {
  public static final Setting<Boolean> UI_ENABLED =
      Setting.of(
          "heddle.ui.enabled",
          BOOLEAN,
          true,
          "Whether the status page is served.",
          "spark.ui.enabled");
  public static final Setting<Integer> UI_PORT =
      Setting.of(
          "heddle.ui.port",
          intBetween(0, 65535),
          0,
          "The status page's port; 0 takes any free one.",
          "spark.ui.port");
  public static final Setting<Integer> RETAINED_JOBS =
      Setting.of(
          "heddle.ui.retainedJobs",
          intBetween(1, Integer.MAX_VALUE),
          1000,
          "Finished jobs kept in the store.",
          "spark.ui.retainedJobs");
  public static final Setting<Integer> RETAINED_STAGES =
      Setting.of(
          "heddle.ui.retainedStages",
          intBetween(1, Integer.MAX_VALUE),
          1000,
          "Finished stages kept in the store.",
          "spark.ui.retainedStages");
  public static final Setting<Integer> RETAINED_TASKS =
      Setting.of(
          "heddle.ui.retainedTasks",
          intBetween(1, Integer.MAX_VALUE),
          100000,
          "Finished tasks kept in the store.",
          "spark.ui.retainedTasks");
  public static final Setting<Integer> RETAINED_EXECUTORS =
      Setting.of(
          "heddle.ui.retainedDeadExecutors",
          intBetween(1, Integer.MAX_VALUE),
          100,
          "Executors that are gone kept in the store.",
          "spark.ui.retainedDeadExecutors");
  public static final Setting<Boolean> EVENT_LOG =
      Setting.of(
          "heddle.eventLog.enabled",
          BOOLEAN,
          true,
          "Whether events are written beside the staged files, for 'heddle status' after the end.",
          "spark.eventLog.enabled");
  public static final Setting<Boolean> JMX =
      Setting.of("heddle.metrics.jmx", BOOLEAN, true, "Whether metrics are registered with JMX.");

  private MonitoringSettings() {}
}
