package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

/** Values that the driver sends to all executors. */
public final class BroadcastSettings {
  public static final Setting<DataSize> BLOCK_SIZE =
      Setting.of(
          "heddle.broadcast.blockSize",
          SIZE,
          DataSize.ofMebibytes(4),
          "Bytes of one chunk of a broadcast value, before compression; 4k to 256m.",
          "spark.broadcast.blockSize");
  public static final Setting<Boolean> COMPRESS =
      Setting.of(
          "heddle.broadcast.compress",
          BOOLEAN,
          true,
          "Whether chunks of broadcast values are compressed with LZ4.",
          "spark.broadcast.compress");

  private BroadcastSettings() {}
}
