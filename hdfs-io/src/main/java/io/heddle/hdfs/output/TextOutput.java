package io.heddle.hdfs.output;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.rdd.spi.OutputJob;
import io.heddle.task.PartitionFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * One output directory being written by tasks of the engine's own, seen from the driver.
 *
 * <pre>
 *   OUT/_temporary/APPLICATION-ATTEMPT-JOB/TASK/part-00000   written by task attempts
 *   OUT/part-00000                                   moved there by the commit
 *   OUT/_SUCCESS                                     written last; says which application attempt wrote
 * </pre>
 *
 * An output that exists is refused, unless it was left by an earlier attempt of this same
 * application (its ApplicationMaster died): then it is written anew, as the program runs anew.
 */
public final class TextOutput<T> implements OutputJob<T> {
  private static final String TEMPORARY = "_temporary";
  private static final String SUCCESS = "_SUCCESS";

  private final FileAccess files;
  private final String directory;
  private final String workDirectory;
  private final WriterIdentity writer;
  private final Fence fence;

  private final Function<String, PartitionFunction<T, WrittenFile>> tasks;

  private TextOutput(
      FileAccess files,
      String directory,
      WriterIdentity writer,
      Fence fence,
      Function<String, PartitionFunction<T, WrittenFile>> tasks) {
    this.fence = fence;
    this.files = files;
    this.directory = directory;
    this.writer = writer;
    this.tasks = tasks;
    this.workDirectory = workDirectory(directory, writer);
  }

  static String successFile(String directory) {
    return directory + "/" + SUCCESS;
  }

  /** A new place for one job's unfinished files. */
  static String workDirectory(String directory, WriterIdentity writer) {
    return directory + "/" + TEMPORARY + "/" + writer.newJobName();
  }

  /**
   * @throws HeddleException OUTPUT_EXISTS, or HDFS_FAILED
   */
  public static <T> OutputJob<T> begin(HeddleConf conf, String path) {
    return begin(conf, path, WriterIdentity.ofProcess());
  }

  /**
   * As {@link #begin(HeddleConf, String)}, for files of another kind.
   *
   * @param tasks what writes a partition below the work directory it is given, in a directory named
   *     by the task's id
   * @throws HeddleException OUTPUT_EXISTS, or HDFS_FAILED
   */
  public static <T> OutputJob<T> begin(
      HeddleConf conf, String path, Function<String, PartitionFunction<T, WrittenFile>> tasks) {
    return begin(conf, path, WriterIdentity.ofProcess(), tasks);
  }

  static <T> TextOutput<T> begin(HeddleConf conf, String path, WriterIdentity writer) {
    return begin(conf, path, writer, TextPartitionWriter::new);
  }

  private static <T> TextOutput<T> begin(
      HeddleConf conf,
      String path,
      WriterIdentity writer,
      Function<String, PartitionFunction<T, WrittenFile>> tasks) {
    String directory = path;
    try {
      FileAccess files = FileAccess.of(path, conf);
      directory = files.qualified(path);
      Fence fence = Fence.of(conf, writer);
      fence.check(directory);
      removeEarlier(files, directory, writer);
      if (files.exists(directory)) {
        throw new HeddleException(ErrorCode.OUTPUT_EXISTS, "'" + directory + "' exists already");
      }
      TextOutput<T> output = new TextOutput<>(files, directory, writer, fence, tasks);
      files.makeDirectories(output.workDirectory);
      return output;
    } catch (IOException e) {
      throw FileErrors.failed("write", directory, e);
    }
  }

  /**
   * Whether a directory holds all of an output of an earlier attempt of this application.
   *
   * @throws HeddleException HDFS_FAILED
   */
  public static boolean isWrittenBefore(HeddleConf conf, String path) {
    return isWrittenBefore(conf, path, WriterIdentity.ofProcess());
  }

  static boolean isWrittenBefore(HeddleConf conf, String path, WriterIdentity writer) {
    try {
      FileAccess files = FileAccess.of(path, conf);
      String success = successFile(files.qualified(path));
      return files.exists(success)
          && writer.isEarlierAttempt(new String(files.read(success), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw FileErrors.failed("read", path, e);
    }
  }

  /** Removes a directory that an earlier attempt of this application left. */
  static void removeEarlier(FileAccess files, String directory, WriterIdentity writer)
      throws IOException {
    if (files.exists(directory) && leftByEarlierAttempt(files, directory, writer)) {
      files.delete(directory);
    }
  }

  private static boolean leftByEarlierAttempt(
      FileAccess files, String directory, WriterIdentity writer) throws IOException {
    if (writer.attempt() == 1) {
      return false;
    }
    String success = directory + "/" + SUCCESS;
    if (files.exists(success)) {
      return writer.isEarlierAttempt(new String(files.read(success), StandardCharsets.UTF_8));
    }
    String temporary = directory + "/" + TEMPORARY;
    if (!files.exists(temporary)) {
      return false;
    }
    List<FileEntry> jobs =
        files.list(temporary).stream()
            .filter(entry -> !entry.name().matches("\\d+")) // a Hadoop committer's own
            .toList();
    return !jobs.isEmpty() && jobs.stream().allMatch(job -> writer.isEarlierJob(job.name()));
  }

  @Override
  public PartitionFunction<T, WrittenFile> writer() {
    return tasks.apply(workDirectory);
  }

  @Override
  public void commit(List<WrittenFile> written) {
    try {
      fence.check(directory);
      Together.forEach(
          written, file -> files.rename(file.attemptPath(), directory + "/" + file.finalName()));
      try (OutputStream out = files.create(successFile(directory))) {
        out.write(writer.mark().getBytes(StandardCharsets.UTF_8));
      }
      files.delete(directory + "/" + TEMPORARY);
    } catch (IOException e) {
      throw FileErrors.failed("write", directory, e);
    }
  }

  @Override
  public void abort() {
    try {
      // The directory was not there before, so all of it is this job's, or a later attempt's.
      files.delete(fence.isOpen() ? directory : workDirectory);
    } catch (IOException e) {
      throw FileErrors.failed("write", directory, e);
    }
  }
}
