package io.heddle.rdd.spi;

import io.heddle.task.PartitionFunction;
import java.util.List;

/**
 * One output directory being written. Task attempts write below a temporary directory; their
 * results name the files. The driver takes one result per partition, which makes exactly that
 * attempt the one that counts, and {@link #commit} moves those files alone into place.
 */
public interface OutputJob<T> {
  /** Writes one partition; its result names what was written (Java-serialisable). */
  PartitionFunction<T, WrittenFile> writer();

  /** Moves the files into place, writes {@code _SUCCESS} last, removes the temporary directory. */
  void commit(List<WrittenFile> files);

  /** Removes everything that was written. */
  void abort();

  /**
   * What one task attempt wrote.
   *
   * @param attemptPath where the attempt wrote; empty when the partition has no file
   * @param finalName the file's name in the output directory
   */
  record WrittenFile(String attemptPath, String finalName, long bytes, long records)
      implements java.io.Serializable {}
}
