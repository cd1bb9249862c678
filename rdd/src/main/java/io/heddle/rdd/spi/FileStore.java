package io.heddle.rdd.spi;

import io.heddle.conf.HeddleConf;
import io.heddle.rdd.lineage.Lineage;

/** Files as sources and sinks, on HDFS or any other file system. A service. */
public interface FileStore {
  /**
   * Lines of text files. A path may be a file, a directory (files in it whose names start with
   * {@code _} or {@code .} are left out), a glob, or several of these with commas between.
   *
   * @param minPartitions a hint; splits are cut so that there are about that many or more
   * @throws io.heddle.error.HeddleException INPUT_NOT_FOUND, from {@link Lineage#partitions()} or
   *     from this call
   */
  Lineage<String> textFile(
      int nodeId, String callSite, HeddleConf conf, String path, int minPartitions);

  /**
   * Begins to write lines of text below a directory that must not exist yet.
   *
   * @throws io.heddle.error.HeddleException OUTPUT_EXISTS
   */
  <T> OutputJob<T> saveAsTextFile(HeddleConf conf, String path);

  /**
   * Whether a directory holds an output that an earlier attempt of this application has written to
   * its end.
   *
   * @throws io.heddle.error.HeddleException HDFS_FAILED
   */
  default boolean isWrittenBefore(HeddleConf conf, String path) {
    return false;
  }

  /** All other sources and sinks. */
  FormatStore formats();
}
