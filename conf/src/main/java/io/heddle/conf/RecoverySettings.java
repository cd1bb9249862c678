package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;

/** What a second attempt of the ApplicationMaster goes on from. */
public final class RecoverySettings {
  public static final Setting<Boolean> ENABLED =
      Setting.of(
          "heddle.recovery.enabled",
          BOOLEAN,
          true,
          "Whether the ApplicationMaster keeps a journal in HDFS, by which a second attempt goes on from what the first has done; else it begins anew.");
  public static final Setting<Duration> FLUSH_INTERVAL =
      Setting.of(
          "heddle.recovery.flushInterval",
          DURATION,
          Duration.ofMillis(200),
          "How often the journal is made durable; what was done after the last time is done again.");
  public static final Setting<DataSize> MAX_RESULT =
      Setting.of(
          "heddle.recovery.maxResultSize",
          SIZE,
          DataSize.ofMebibytes(1),
          "The largest result of a job, over all partitions, that the journal keeps; jobs with larger ones are run again.");
  public static final Setting<DataSize> MAX_JOURNAL =
      Setting.of(
          "heddle.recovery.maxJournalSize",
          SIZE,
          DataSize.ofMebibytes(1024),
          "The size at which the journal is given up, with a notice.");
  public static final Setting<Boolean> KEEP_EXECUTORS =
      Setting.of(
          "heddle.recovery.keepExecutors",
          BOOLEAN,
          true,
          "Whether executors outlive the ApplicationMaster's attempt and work on for the next one.");
  public static final Setting<Duration> EXECUTOR_WAIT =
      Setting.of(
          "heddle.recovery.executorWait",
          DURATION,
          Duration.ofMinutes(15),
          "How long an executor whose driver is gone looks for the next one; YARN takes 10 minutes to notice that the node of an ApplicationMaster is lost.");
  public static final Setting<Duration> REGISTRATION_WAIT =
      Setting.of(
          "heddle.recovery.registrationWait",
          DURATION,
          Duration.ofSeconds(30),
          "How long a second attempt waits for executors of the first to come back before their containers are released.");
  public static final Setting<String> DIRECTORY =
      Setting.of(
          "heddle.recovery.directory",
          STRING,
          "",
          "Set by the engine: where attempts of the application leave word for each other.");

  private RecoverySettings() {}
}
