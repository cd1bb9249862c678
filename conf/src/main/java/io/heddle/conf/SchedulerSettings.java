package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;

/** How tasks are placed, retried and given up. */
public final class SchedulerSettings {
  public static final Setting<Duration> LOCALITY_WAIT =
      Setting.of(
          "heddle.locality.wait",
          DURATION,
          Duration.ofSeconds(3),
          "How long a task waits for a better locality level before it takes the next one.",
          "spark.locality.wait");
  public static final Setting<String> LOCALITY_WAIT_PROCESS =
      Setting.of(
          "heddle.locality.wait.process",
          STRING,
          "",
          "The wait for PROCESS_LOCAL; heddle.locality.wait when empty.",
          "spark.locality.wait.process");
  public static final Setting<String> LOCALITY_WAIT_NODE =
      Setting.of(
          "heddle.locality.wait.node",
          STRING,
          "",
          "The wait for NODE_LOCAL; heddle.locality.wait when empty.",
          "spark.locality.wait.node");
  public static final Setting<String> LOCALITY_WAIT_RACK =
      Setting.of(
          "heddle.locality.wait.rack",
          STRING,
          "",
          "The wait for RACK_LOCAL; heddle.locality.wait when empty.",
          "spark.locality.wait.rack");
  public static final Setting<Integer> TASK_MAX_FAILURES =
      Setting.of(
          "heddle.task.maxFailures",
          intBetween(1, Integer.MAX_VALUE),
          4,
          "Failures of one task after which its job fails.",
          "spark.task.maxFailures");
  public static final Setting<Integer> STAGE_MAX_ATTEMPTS =
      Setting.of(
          "heddle.stage.maxConsecutiveAttempts",
          intBetween(1, Integer.MAX_VALUE),
          4,
          "Attempts of one stage in a row, after lost map outputs, before its job fails.",
          "spark.stage.maxConsecutiveAttempts");
  public static final Setting<SchedulingMode> MODE =
      Setting.of(
          "heddle.scheduler.mode",
          oneOf(SchedulingMode.class),
          SchedulingMode.FIFO,
          "Between jobs that run at once: FIFO gives slots to the oldest first, FAIR shares them out by pools.",
          "spark.scheduler.mode");
  public static final Setting<String> ALLOCATION_FILE =
      Setting.of(
          "heddle.scheduler.allocation.file",
          STRING,
          "",
          "An XML file, of this machine or with a scheme, that gives pools a weight, a least share and a mode; in mode FAIR only. Threads choose a pool by the local property heddle.scheduler.pool.",
          "spark.scheduler.allocation.file");
  public static final Setting<Duration> TICK =
      Setting.of(
          "heddle.scheduler.tick",
          DURATION,
          Duration.ofMillis(100),
          "How often the scheduler looks at the clock for waits that have ended.");
  public static final Setting<Integer> MAX_EXECUTOR_FAILURES =
      Setting.of(
          "heddle.executor.maxFailures",
          intBetween(0, Integer.MAX_VALUE),
          0,
          "Executors that may die by themselves before the application is given up; 0 means twice the most that were wanted, at least 3.",
          "spark.executor.maxNumFailures");
  public static final Setting<DataSize> DIRECT_RESULT =
      Setting.of(
          "heddle.task.maxDirectResultSize",
          SIZE,
          DataSize.ofMebibytes(1),
          "The largest task result that rides inline with the task's outcome; larger ones are fetched as blocks.",
          "spark.task.maxDirectResultSize");

  public static final Setting<Duration> PERIODIC_GC =
      Setting.of(
          "heddle.cleaner.periodicGC.interval",
          DURATION,
          Duration.ofMinutes(30),
          "How often the driver collects garbage at the latest, as shuffle files, cached blocks and broadcasts go when the program's references to them are collected; 0 for never.",
          "spark.cleaner.periodicGC.interval");

  private SchedulerSettings() {}
}
