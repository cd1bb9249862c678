package io.heddle.client.settings;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.Setting;
import io.heddle.conf.Settings;
import java.util.Map;
import java.util.Optional;

/** What Spark's keys are called here. */
final class SparkKeys {
  static final String PREFIX = "spark.";

  private static final Map<String, String> PREFIXES =
      Map.of(
          "spark.hadoop.", HeddleConf.HADOOP_PREFIX,
          "spark.executorEnv.", HeddleConf.EXECUTOR_ENV_PREFIX,
          "spark.yarn.appMasterEnv.", HeddleConf.MASTER_ENV_PREFIX);

  private SparkKeys() {}

  /** The key that means the same; empty when there is none. */
  static Optional<String> counterpart(String sparkKey) {
    for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
      if (sparkKey.startsWith(prefix.getKey())) {
        return Optional.of(prefix.getValue() + sparkKey.substring(prefix.getKey().length()));
      }
    }
    return Optional.ofNullable(Settings.bySparkKey(sparkKey)).map(Setting::key);
  }
}
