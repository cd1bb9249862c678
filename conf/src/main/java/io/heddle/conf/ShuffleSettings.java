package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.time.Duration;

/** The shuffle: files, compression, fetches. */
public final class ShuffleSettings {
  public static final Setting<Integer> FRAME_ROWS =
      Setting.of(
          "heddle.shuffle.frameRows",
          intBetween(16, 65536),
          4096,
          "Rows that are serialised as one unit on the map side.");
  public static final Setting<DataSize> FRAME_SIZE =
      Setting.of(
          "heddle.shuffle.frameSize",
          SIZE,
          DataSize.ofKibibytes(64),
          "Bytes that are compressed as one unit.");
  public static final Setting<Boolean> COMPRESS =
      Setting.of(
          "heddle.shuffle.compress",
          BOOLEAN,
          true,
          "Whether map outputs are compressed with LZ4.",
          "spark.shuffle.compress");
  public static final Setting<DataSize> MAX_IN_FLIGHT =
      Setting.of(
          "heddle.reducer.maxSizeInFlight",
          SIZE,
          DataSize.ofMebibytes(48),
          "The most bytes of map outputs that one task has under way over the network.",
          "spark.reducer.maxSizeInFlight");
  public static final Setting<Integer> FETCH_RETRIES =
      Setting.of(
          "heddle.shuffle.io.maxRetries",
          intBetween(0, Integer.MAX_VALUE),
          3,
          "Tries after the first before a map output counts as lost.",
          "spark.shuffle.io.maxRetries");
  public static final Setting<Duration> FETCH_RETRY_WAIT =
      Setting.of(
          "heddle.shuffle.io.retryWait",
          DURATION,
          Duration.ofSeconds(1),
          "Wait before the first retry of a fetch; it doubles with each.",
          "spark.shuffle.io.retryWait");
  public static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.of(
          "heddle.shuffle.io.connectionTimeout",
          DURATION,
          Duration.ofSeconds(10),
          "How long a shuffle connection may take to open, or stay silent with a request under"
              + " way.",
          "spark.shuffle.io.connectionTimeout");
  public static final Setting<Integer> SERVICE_PORT =
      Setting.of(
          "heddle.shuffle.service.port",
          intBetween(0, 65535),
          7447,
          "The NodeManager service's port, set in yarn-site.xml; 0 takes any free one.",
          "spark.shuffle.service.port");

  public static final Setting<Boolean> ORDER_INDEPENDENT_CHECKSUM =
      Setting.of(
          "heddle.shuffle.orderIndependentChecksum.enabled",
          BOOLEAN,
          false,
          "Whether map tasks sum hashes of the records they write, so that one that comes out"
              + " different when it runs again is noticed, and its readers start over.",
          "spark.shuffle.orderIndependentChecksum.enabled");

  private ShuffleSettings() {}
}
