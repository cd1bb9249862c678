package io.heddle.rdd;

import io.heddle.rdd.spi.HadoopOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writing a {@link PairRDD} with Hadoop's output formats. What is said of Hadoop's classes in
 * {@link Sources} holds here too.
 *
 * <p>A path must not exist. With committers of files nothing can be seen in it before all is
 * written, each partition's files are those of exactly one task attempt, and {@code _SUCCESS} comes
 * last; of a failed job nothing is left. Other committers are called by the task that wrote, as
 * they may know what only its machine has.
 */
public sealed interface PairSinks<K, V> permits PairRDD {
  private PairRDD<K, V> self() {
    return (PairRDD<K, V>) this;
  }

  /** As {@link #saveAsHadoopFile(String, Class, Class, Class, Iterable)}, with no settings. */
  default void saveAsHadoopFile(
      String path, Class<?> keyClass, Class<?> valueClass, Class<?> outputFormat) {
    saveAsHadoopFile(path, keyClass, valueClass, outputFormat, List.of());
  }

  /**
   * Writes with an output format of {@code org.apache.hadoop.mapred}.
   *
   * @param conf further settings; a {@code JobConf}
   */
  default void saveAsHadoopFile(
      String path,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<?> outputFormat,
      Iterable<Map.Entry<String, String>> conf) {
    Map<String, String> settings = Sources.settings(conf);
    settings.putAll(oldFormat(keyClass, valueClass, outputFormat));
    write(false, path, settings, "saveAsHadoopFile");
  }

  /**
   * As {@link #saveAsHadoopFile(String, Class, Class, Class)}, compressed.
   *
   * @param codec one of Hadoop's compression codecs
   */
  default void saveAsHadoopFile(
      String path, Class<?> keyClass, Class<?> valueClass, Class<?> outputFormat, Class<?> codec) {
    Map<String, String> settings = oldFormat(keyClass, valueClass, outputFormat);
    settings.put("mapreduce.output.fileoutputformat.compress", "true");
    settings.put("mapreduce.output.fileoutputformat.compress.codec", codec.getName());
    settings.put("mapreduce.output.fileoutputformat.compress.type", "BLOCK");
    write(false, path, settings, "saveAsHadoopFile");
  }

  /**
   * Writes as settings say.
   *
   * @param conf a {@code JobConf} with output format, key and value classes, and path
   */
  default void saveAsHadoopDataset(Iterable<Map.Entry<String, String>> conf) {
    write(false, "", Sources.settings(conf), "saveAsHadoopDataset");
  }

  /** As {@link #saveAsNewAPIHadoopFile(String, Class, Class, Class, Iterable)}. */
  default void saveAsNewAPIHadoopFile(
      String path, Class<?> keyClass, Class<?> valueClass, Class<?> outputFormat) {
    saveAsNewAPIHadoopFile(path, keyClass, valueClass, outputFormat, List.of());
  }

  /**
   * Writes with an output format of {@code org.apache.hadoop.mapreduce}.
   *
   * @param conf further settings; a {@code Configuration}
   */
  default void saveAsNewAPIHadoopFile(
      String path,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<?> outputFormat,
      Iterable<Map.Entry<String, String>> conf) {
    Map<String, String> settings = Sources.settings(conf);
    settings.put("mapreduce.job.output.key.class", keyClass.getName());
    settings.put("mapreduce.job.output.value.class", valueClass.getName());
    settings.put("mapreduce.job.outputformat.class", outputFormat.getName());
    write(true, path, settings, "saveAsNewAPIHadoopFile");
  }

  /**
   * Writes as settings say.
   *
   * @param conf the {@code Configuration} of a {@code Job} that was set up
   */
  default void saveAsNewAPIHadoopDataset(Iterable<Map.Entry<String, String>> conf) {
    write(true, "", Sources.settings(conf), "saveAsNewAPIHadoopDataset");
  }

  private static Map<String, String> oldFormat(
      Class<?> keyClass, Class<?> valueClass, Class<?> outputFormat) {
    Map<String, String> settings = new HashMap<>();
    settings.put("mapreduce.job.output.key.class", keyClass.getName());
    settings.put("mapreduce.job.output.value.class", valueClass.getName());
    settings.put("mapred.output.format.class", outputFormat.getName());
    return settings;
  }

  private void write(boolean newApi, String path, Map<String, String> settings, String action) {
    HeddleContext context = self().context();
    Actions.save(
        self(),
        () ->
            context
                .files()
                .formats()
                .<K, V>write(context.runner().conf(), new HadoopOutput(newApi, path, settings)),
        action,
        newApi + " " + new TreeMap<>(settings),
        path);
  }
}
