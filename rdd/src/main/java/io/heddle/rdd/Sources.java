package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.closure.CallSite;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Origin;
import io.heddle.rdd.spi.FormatStore;
import io.heddle.rdd.spi.HadoopInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The part of {@link HeddleContext} that reads files other than plain text, and what Hadoop's input
 * formats read. Safe for all threads.
 *
 * <p>Hadoop's classes are not part of this API's signatures: where its {@code Configuration} or
 * {@code JobConf} is wanted any series of settings will do, and both are one. Credentials in a
 * {@code JobConf} are not looked at; the application's own are used. Each record is an object of
 * its own, never reused for the next.
 */
public abstract sealed class Sources extends JobGroups permits HeddleContext {
  private static final int FEWEST_FILE_PARTITIONS = 2;
  private static final String OLD_SEQUENCE_FILES =
      "org.apache.hadoop.mapred.SequenceFileInputFormat";

  final Checkpoints checkpoints = new Checkpoints();

  Sources() {}

  private HeddleContext self() {
    return (HeddleContext) this;
  }

  /** Partitions of files where a program names none: 2, or fewer where there are fewer tasks. */
  public final int defaultMinPartitions() {
    return Math.min(self().defaultParallelism(), FEWEST_FILE_PARTITIONS);
  }

  private FormatStore formats() {
    return self().files().formats();
  }

  final Origin origin(String operation) {
    return new Origin(self().ids().nextNode(), operation, CallSite.here());
  }

  // ---- whole files

  /** As {@link #wholeTextFiles(String, int)}. */
  public final PairRDD<String, String> wholeTextFiles(String path) {
    return wholeTextFiles(path, defaultMinPartitions());
  }

  /**
   * A pair for each file: its path and its text in UTF-8, decompressed by the name's ending.
   *
   * @param path as for {@link HeddleContext#textFile(String)}
   * @param minPartitions a hint
   * @throws HeddleException INPUT_NOT_FOUND
   */
  public final PairRDD<String, String> wholeTextFiles(String path, int minPartitions) {
    Reshapes.atLeastOne(minPartitions);
    return pairs(
        formats().wholeTextFiles(origin("wholeTextFiles"), self().conf(), path, minPartitions));
  }

  /** As {@link #binaryFiles(String, int)}. */
  public final PairRDD<String, PortableDataStream> binaryFiles(String path) {
    return binaryFiles(path, defaultMinPartitions());
  }

  /**
   * A pair for each file: its path and its content, to be opened by whoever uses it. Empty files
   * are among them.
   *
   * @param minPartitions a hint
   * @throws HeddleException INPUT_NOT_FOUND
   */
  public final PairRDD<String, PortableDataStream> binaryFiles(String path, int minPartitions) {
    Reshapes.atLeastOne(minPartitions);
    return pairs(formats().binaryFiles(origin("binaryFiles"), self().conf(), path, minPartitions));
  }

  /**
   * Files cut into records of the same length; one whose length is no multiple of it fails the job.
   *
   * @param recordLength in bytes, at least 1
   */
  public final RDD<byte[]> binaryRecords(String path, int recordLength) {
    if (recordLength < 1) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "a record's length is " + recordLength);
    }
    return self()
        .rdd(formats().binaryRecords(origin("binaryRecords"), self().conf(), path, recordLength));
  }

  /** As {@link #objectFile(String, int)}. */
  public final <T> RDD<T> objectFile(String path) {
    return objectFile(path, defaultMinPartitions());
  }

  /** What {@link RDDActions#saveAsObjectFile} wrote. */
  public final <T> RDD<T> objectFile(String path, int minPartitions) {
    Reshapes.atLeastOne(minPartitions);
    return self()
        .rdd(formats().<T>objectFile(origin("objectFile"), self().conf(), path, minPartitions));
  }

  // ---- Hadoop's input formats

  /** As {@link #sequenceFile(String, Class, Class, int)}. */
  public final <K, V> PairRDD<K, V> sequenceFile(
      String path, Class<K> keyClass, Class<V> valueClass) {
    return sequenceFile(path, keyClass, valueClass, defaultMinPartitions());
  }

  /**
   * The pairs of sequence files.
   *
   * @param keyClass what the files hold; a {@code Writable}, mostly
   */
  public final <K, V> PairRDD<K, V> sequenceFile(
      String path, Class<K> keyClass, Class<V> valueClass, int minPartitions) {
    checkTypes(keyClass, valueClass);
    return read("sequenceFile", false, OLD_SEQUENCE_FILES, path, List.of(), minPartitions);
  }

  /** As {@link #hadoopFile(String, Class, Class, Class, int)}. */
  public final <K, V> PairRDD<K, V> hadoopFile(
      String path, Class<?> inputFormat, Class<K> keyClass, Class<V> valueClass) {
    return hadoopFile(path, inputFormat, keyClass, valueClass, defaultMinPartitions());
  }

  /**
   * What an input format of {@code org.apache.hadoop.mapred} makes of files.
   *
   * @param path comma-separated, as the format takes them
   * @param keyClass what the format gives
   * @param minPartitions a hint
   */
  public final <K, V> PairRDD<K, V> hadoopFile(
      String path,
      Class<?> inputFormat,
      Class<K> keyClass,
      Class<V> valueClass,
      int minPartitions) {
    checkTypes(keyClass, valueClass);
    return read("hadoopFile", false, inputFormat.getName(), path, List.of(), minPartitions);
  }

  /** As {@link #hadoopRDD(Iterable, Class, Class, Class, int)}. */
  public final <K, V> PairRDD<K, V> hadoopRDD(
      Iterable<Map.Entry<String, String>> conf,
      Class<?> inputFormat,
      Class<K> keyClass,
      Class<V> valueClass) {
    return hadoopRDD(conf, inputFormat, keyClass, valueClass, defaultMinPartitions());
  }

  /**
   * What an input format of {@code org.apache.hadoop.mapred} reads.
   *
   * @param conf says what; a {@code JobConf}
   */
  public final <K, V> PairRDD<K, V> hadoopRDD(
      Iterable<Map.Entry<String, String>> conf,
      Class<?> inputFormat,
      Class<K> keyClass,
      Class<V> valueClass,
      int minPartitions) {
    checkTypes(keyClass, valueClass);
    return read("hadoopRDD", false, inputFormat.getName(), "", conf, minPartitions);
  }

  /** As {@link #newAPIHadoopFile(String, Class, Class, Class, Iterable)}, with no settings. */
  public final <K, V> PairRDD<K, V> newAPIHadoopFile(
      String path, Class<?> inputFormat, Class<K> keyClass, Class<V> valueClass) {
    return newAPIHadoopFile(path, inputFormat, keyClass, valueClass, List.of());
  }

  /**
   * What an input format of {@code org.apache.hadoop.mapreduce} makes of files.
   *
   * @param conf further settings; a {@code Configuration}
   */
  public final <K, V> PairRDD<K, V> newAPIHadoopFile(
      String path,
      Class<?> inputFormat,
      Class<K> keyClass,
      Class<V> valueClass,
      Iterable<Map.Entry<String, String>> conf) {
    checkTypes(keyClass, valueClass);
    return read("newAPIHadoopFile", true, inputFormat.getName(), path, conf, 1);
  }

  /**
   * What an input format of {@code org.apache.hadoop.mapreduce} reads.
   *
   * @param conf says what; a {@code Configuration}
   */
  public final <K, V> PairRDD<K, V> newAPIHadoopRDD(
      Iterable<Map.Entry<String, String>> conf,
      Class<?> inputFormat,
      Class<K> keyClass,
      Class<V> valueClass) {
    checkTypes(keyClass, valueClass);
    return read("newAPIHadoopRDD", true, inputFormat.getName(), "", conf, 1);
  }

  private <K, V> PairRDD<K, V> read(
      String operation,
      boolean newApi,
      String format,
      String paths,
      Iterable<Map.Entry<String, String>> conf,
      int minPartitions) {
    HadoopInput input =
        new HadoopInput(newApi, format, paths, settings(conf), Reshapes.atLeastOne(minPartitions));
    return pairs(formats().<K, V>read(origin(operation), self().conf(), input));
  }

  static Map<String, String> settings(Iterable<Map.Entry<String, String>> conf) {
    Map<String, String> settings = new HashMap<>();
    conf.forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
    return settings;
  }

  private static void checkTypes(Class<?> keyClass, Class<?> valueClass) {
    Objects.requireNonNull(keyClass, "keyClass");
    Objects.requireNonNull(valueClass, "valueClass");
  }

  private <K, V> PairRDD<K, V> pairs(Lineage<Pair<K, V>> node) {
    return new PairRDD<>(self(), node);
  }

  // ---- checkpoints

  /**
   * Where {@link RDD#checkpoint} writes to, in a directory of this application's own; on a cluster
   * it must be one that all nodes see. What is written there stays when the application has ended.
   */
  public final void setCheckpointDir(String directory) {
    checkpoints.directory(directory, self().applicationId());
  }

  /** The application's own directory of checkpoints. */
  public final Optional<String> getCheckpointDir() {
    return checkpoints.directory();
  }
}
