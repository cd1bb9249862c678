package io.heddle.rdd.spi;

import io.heddle.conf.HeddleConf;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PortableDataStream;
import io.heddle.rdd.lineage.Checkpoint;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Origin;

/**
 * Sources and sinks other than plain text. Paths are as for {@link FileStore}. What cannot be found
 * is INPUT_NOT_FOUND, from the call or from {@link Lineage#partitions()}; what is there already is
 * OUTPUT_EXISTS, from the call.
 */
public interface FormatStore {
  /** Records of any of Hadoop's input formats, each an object of its own. */
  <K, V> Lineage<Pair<K, V>> read(Origin origin, HeddleConf conf, HadoopInput input);

  /** Begins to write with any of Hadoop's output formats. */
  <K, V> OutputJob<Pair<K, V>> write(HeddleConf conf, HadoopOutput output);

  /** Files whole: path and content, which is opened where it is used. */
  Lineage<Pair<String, PortableDataStream>> binaryFiles(
      Origin origin, HeddleConf conf, String path, int minPartitions);

  /** Files whole: path and text, decompressed by the name's ending, UTF-8. */
  Lineage<Pair<String, String>> wholeTextFiles(
      Origin origin, HeddleConf conf, String path, int minPartitions);

  /** Files cut into records of the same length. */
  Lineage<byte[]> binaryRecords(Origin origin, HeddleConf conf, String path, int recordLength);

  /** What {@link #saveAsObjectFile} wrote. */
  <T> Lineage<T> objectFile(Origin origin, HeddleConf conf, String path, int minPartitions);

  /** Begins to write Java-serialised records in sequence files. */
  <T> OutputJob<T> saveAsObjectFile(HeddleConf conf, String path);

  /**
   * Begins to write lines of text, compressed.
   *
   * @param codec the name of a Hadoop compression codec's class
   */
  <T> OutputJob<T> saveAsTextFile(HeddleConf conf, String path, String codec);

  /** Begins to write a checkpoint into a directory that is not there yet. */
  <T> OutputJob<T> saveCheckpoint(HeddleConf conf, String path);

  /** A checkpoint that was written. */
  <T> Checkpoint<T> checkpoint(HeddleConf conf, String path);
}
