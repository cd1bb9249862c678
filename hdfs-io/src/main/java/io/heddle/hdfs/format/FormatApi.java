package io.heddle.hdfs.format;

import io.heddle.rdd.Pair;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.TaskAttemptID;

/** One of the two generations of Hadoop's input formats. Stateless. */
sealed interface FormatApi permits OldFormat, NewFormat {
  static FormatApi of(boolean newApi) {
    return newApi ? new NewFormat() : new OldFormat();
  }

  /**
   * A split and where its data lies.
   *
   * @param hosts as the format names them
   */
  record Placed(Object split, List<String> hosts) {}

  /** The records of a split. */
  interface Records<K, V> extends Iterator<Pair<K, V>>, AutoCloseable {}

  List<Placed> splits(String format, JobConf job, int minPartitions)
      throws IOException, InterruptedException, ClassNotFoundException;

  <K, V> Records<K, V> open(String format, Object split, JobConf job, TaskAttemptID attempt)
      throws IOException, InterruptedException, ClassNotFoundException;
}
