package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;
import java.util.List;

/** YARN: submission, staging, containers. */
public final class YarnSettings {
  public static final Setting<String> STAGING_DIR =
      Setting.of(
          "heddle.yarn.stagingDir",
          STRING,
          "",
          "Where application files are staged; the user's HDFS home directory when empty.",
          "spark.yarn.stagingDir");
  public static final Setting<Duration> STAGING_RETENTION =
      Setting.of(
          "heddle.yarn.stagingRetention",
          DURATION,
          Duration.ofDays(7),
          "Time without use after which staged files, engines and event logs are removed; 0ms keeps them.");
  public static final Setting<Integer> MAX_APP_ATTEMPTS =
      Setting.of(
          "heddle.yarn.maxAppAttempts",
          intBetween(1, Integer.MAX_VALUE),
          2,
          "Attempts of the ApplicationMaster; the cluster's own limit caps it.",
          "spark.yarn.maxAppAttempts");
  public static final Setting<Duration> AM_HEARTBEAT =
      Setting.of(
          "heddle.yarn.am.heartbeatInterval",
          DURATION,
          Duration.ofSeconds(1),
          "Time between the ApplicationMaster's heartbeats when nothing is being asked for.",
          "spark.yarn.scheduler.heartbeat.interval-ms");
  public static final Setting<Duration> AM_BUSY_HEARTBEAT =
      Setting.of(
          "heddle.yarn.am.busyHeartbeatInterval",
          DURATION,
          Duration.ofMillis(100),
          "Time between heartbeats while containers are being waited for.",
          "spark.yarn.scheduler.initial-allocation.interval");
  public static final Setting<Duration> REPORT_INTERVAL =
      Setting.of(
          "heddle.yarn.report.interval",
          DURATION,
          Duration.ofMillis(100),
          "How often the client looks at the application's state.",
          "spark.yarn.report.interval");
  public static final Setting<Integer> LAUNCH_THREADS =
      Setting.of(
          "heddle.yarn.containerLauncherMaxThreads",
          intBetween(1, Integer.MAX_VALUE),
          25,
          "Containers that are launched at the same time.",
          "spark.yarn.containerLauncherMaxThreads");
  public static final Setting<List<String>> TAGS =
      Setting.of(
          "heddle.yarn.tags",
          LIST,
          List.of(),
          "Tags of the application in YARN.",
          "spark.yarn.tags");

  private YarnSettings() {}
}
