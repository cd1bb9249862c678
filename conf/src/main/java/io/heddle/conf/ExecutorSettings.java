package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;

/** The executors and the driver: how many, how large. */
public final class ExecutorSettings {
  public static final Setting<Integer> INSTANCES =
      Setting.of(
          "heddle.executor.instances",
          intBetween(1, Integer.MAX_VALUE),
          2,
          "Executors asked for; with heddle.dynamicAllocation.enabled those asked for at the start, where it is set.",
          "spark.executor.instances");
  public static final Setting<DataSize> MEMORY =
      Setting.of(
          "heddle.executor.memory",
          MEMORY_SIZE,
          DataSize.ofGibibytes(1),
          "Heap of one executor.",
          "spark.executor.memory");
  public static final Setting<DataSize> MEMORY_OVERHEAD =
      Setting.of(
          "heddle.executor.memoryOverhead",
          MEMORY_SIZE,
          DataSize.ofBytes(0),
          "Container memory beyond the heap; 0 means a tenth of the heap, at least 384m.",
          "spark.executor.memoryOverhead");
  public static final Setting<Integer> CORES =
      Setting.of(
          "heddle.executor.cores",
          intBetween(1, Integer.MAX_VALUE),
          1,
          "Task slots, and container vcores, of one executor.",
          "spark.executor.cores");
  public static final Setting<String> JAVA_OPTIONS =
      Setting.of(
          "heddle.executor.extraJavaOptions",
          STRING,
          "",
          "JVM options added to the executors' command line.",
          "spark.executor.extraJavaOptions");
  public static final Setting<Duration> HEARTBEAT_INTERVAL =
      Setting.of(
          "heddle.executor.heartbeatInterval",
          DURATION,
          Duration.ofSeconds(5),
          "Time between an executor's heartbeats to the driver.",
          "spark.executor.heartbeatInterval");
  public static final Setting<Duration> HEARTBEAT_TIMEOUT =
      Setting.of(
          "heddle.network.timeout",
          DURATION,
          Duration.ofSeconds(60),
          "Silence after which an executor is held for lost, or the driver for gone.",
          "spark.network.timeout");
  public static final Setting<DataSize> DRIVER_MEMORY =
      Setting.of(
          "heddle.driver.memory",
          MEMORY_SIZE,
          DataSize.ofGibibytes(1),
          "Heap of the ApplicationMaster, which hosts the driver.",
          "spark.driver.memory");
  public static final Setting<DataSize> DRIVER_MEMORY_OVERHEAD =
      Setting.of(
          "heddle.driver.memoryOverhead",
          MEMORY_SIZE,
          DataSize.ofBytes(0),
          "Container memory of the ApplicationMaster beyond its heap; 0 means a tenth, at least 384m.",
          "spark.driver.memoryOverhead");
  public static final Setting<Integer> DRIVER_CORES =
      Setting.of(
          "heddle.driver.cores",
          intBetween(1, Integer.MAX_VALUE),
          1,
          "Vcores of the ApplicationMaster's container.",
          "spark.driver.cores");
  public static final Setting<String> DRIVER_JAVA_OPTIONS =
      Setting.of(
          "heddle.driver.extraJavaOptions",
          STRING,
          "",
          "JVM options added to the ApplicationMaster's command line.",
          "spark.driver.extraJavaOptions");
  public static final Setting<Duration> LAUNCH_TIMEOUT =
      Setting.of(
          "heddle.executor.launchTimeout",
          DURATION,
          Duration.ofMinutes(10),
          "Time in which an executor whose container was granted must register with the driver; later it is given up and another one asked for.");

  private ExecutorSettings() {}
}
