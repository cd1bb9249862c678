package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

/** Reading and writing files. */
public final class IoSettings {
  public static final Setting<DataSize> SPLIT_MAX =
      Setting.of(
          "heddle.files.maxPartitionBytes",
          SIZE,
          DataSize.ofMebibytes(128),
          "The most bytes of input that one task reads; an HDFS block is never cut smaller than needed for this.",
          "spark.files.maxPartitionBytes");
  public static final Setting<DataSize> SPLIT_OPEN_COST =
      Setting.of(
          "heddle.files.openCostInBytes",
          SIZE,
          DataSize.ofMebibytes(4),
          "What opening one more file costs, in bytes, when small files share a task.",
          "spark.files.openCostInBytes");

  private IoSettings() {}
}
