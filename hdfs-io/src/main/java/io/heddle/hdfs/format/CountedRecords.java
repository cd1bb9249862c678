package io.heddle.hdfs.format;

import io.heddle.rdd.Pair;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters.Counter;
import java.util.Iterator;
import org.apache.hadoop.fs.FileSystem;

/**
 * Records of a split, counted with the bytes that the thread reads of Hadoop's file systems while
 * they last. Used by one thread.
 */
final class CountedRecords<K, V> implements Iterator<Pair<K, V>>, AutoCloseable {
  private static final int CHECK_EVERY = 4096;

  private final FormatApi.Records<K, V> records;
  private final TaskContext task;
  private final long bytesBefore;
  private long count;
  private boolean closed;

  /**
   * @param bytesBefore {@link #bytesRead} before the split was opened
   */
  CountedRecords(FormatApi.Records<K, V> records, TaskContext task, long bytesBefore) {
    this.records = records;
    this.task = task;
    this.bytesBefore = bytesBefore;
  }

  /** What the calling thread has read so far. */
  static long bytesRead() {
    long bytes = 0;
    for (FileSystem.Statistics statistics : FileSystem.getAllStatistics()) {
      bytes += statistics.getThreadStatistics().getBytesRead();
    }
    return bytes;
  }

  @Override
  public boolean hasNext() {
    boolean more = !closed && records.hasNext();
    if (!more) {
      close();
    }
    return more;
  }

  @Override
  public Pair<K, V> next() {
    if (++count % CHECK_EVERY == 0) {
      task.checkKilled();
    }
    return records.next();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    task.counters().add(Counter.INPUT_RECORDS, count);
    task.counters().add(Counter.INPUT_BYTES, bytesRead() - bytesBefore);
    try {
      records.close();
    } catch (Exception e) {
      // All that was wanted of it has been read.
      return;
    }
  }
}
