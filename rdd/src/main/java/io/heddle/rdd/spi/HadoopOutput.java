package io.heddle.rdd.spi;

import java.util.Map;
import java.util.Objects;

/**
 * An output to be written by one of Hadoop's output formats.
 *
 * @param newApi whether the format is of {@code org.apache.hadoop.mapreduce}, else of {@code
 *     org.apache.hadoop.mapred}
 * @param path empty when the settings say where it goes
 * @param settings of the job that the format thinks it works for, its own class and those of key
 *     and value among them; the application's come below
 */
public record HadoopOutput(boolean newApi, String path, Map<String, String> settings) {
  public HadoopOutput {
    Objects.requireNonNull(path);
    settings = Map.copyOf(settings);
  }
}
