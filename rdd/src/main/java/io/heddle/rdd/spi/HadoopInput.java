package io.heddle.rdd.spi;

import java.util.Map;
import java.util.Objects;

/**
 * Records to be read by one of Hadoop's input formats.
 *
 * @param newApi whether the format is of {@code org.apache.hadoop.mapreduce}, else of {@code
 *     org.apache.hadoop.mapred}
 * @param format the class's name
 * @param paths comma-separated; empty when the settings say what is read
 * @param settings of the job that the format thinks it works for; the application's own come below
 * @param minPartitions a hint, for formats of the old API
 */
public record HadoopInput(
    boolean newApi, String format, String paths, Map<String, String> settings, int minPartitions) {
  public HadoopInput {
    Objects.requireNonNull(format);
    Objects.requireNonNull(paths);
    settings = Map.copyOf(settings);
  }
}
