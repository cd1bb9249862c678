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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One output directory being written, seen from the driver.
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
  private static final int MOVES_AT_ONCE = 8;

  private final FileAccess files;
  private final String directory;
  private final String workDirectory;
  private final WriterIdentity writer;

  private TextOutput(FileAccess files, String directory, WriterIdentity writer) {
    this.files = files;
    this.directory = directory;
    this.writer = writer;
    this.workDirectory = directory + "/" + TEMPORARY + "/" + writer.newJobName();
  }

  /**
   * @throws HeddleException OUTPUT_EXISTS, or HDFS_FAILED
   */
  public static <T> OutputJob<T> begin(HeddleConf conf, String path) {
    return begin(conf, path, WriterIdentity.ofProcess());
  }

  static <T> TextOutput<T> begin(HeddleConf conf, String path, WriterIdentity writer) {
    String directory = path;
    try {
      FileAccess files = FileAccess.of(path, conf);
      directory = files.qualified(path);
      if (files.exists(directory)) {
        if (!leftByEarlierAttempt(files, directory, writer)) {
          throw new HeddleException(ErrorCode.OUTPUT_EXISTS, "'" + directory + "' exists already");
        }
        files.delete(directory);
      }
      TextOutput<T> output = new TextOutput<>(files, directory, writer);
      files.makeDirectories(output.workDirectory);
      return output;
    } catch (IOException e) {
      throw failed(directory, e);
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
    List<FileEntry> jobs = files.list(temporary);
    return !jobs.isEmpty() && jobs.stream().allMatch(job -> writer.isEarlierJob(job.name()));
  }

  @Override
  public PartitionFunction<T, WrittenFile> writer() {
    return new TextPartitionWriter<>(workDirectory);
  }

  @Override
  public void commit(List<WrittenFile> written) {
    ExecutorService movers =
        Executors.newFixedThreadPool(Math.min(MOVES_AT_ONCE, Math.max(1, written.size())));
    try {
      List<Future<?>> moves =
          written.stream().<Future<?>>map(file -> movers.submit(() -> move(file))).toList();
      for (Future<?> move : moves) {
        move.get();
      }
      try (OutputStream out = files.create(directory + "/" + SUCCESS)) {
        out.write(writer.mark().getBytes(StandardCharsets.UTF_8));
      }
      files.delete(directory + "/" + TEMPORARY);
    } catch (ExecutionException e) {
      throw failed(directory, e.getCause());
    } catch (IOException e) {
      throw failed(directory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(directory, e);
    } finally {
      movers.shutdownNow();
    }
  }

  private Void move(WrittenFile file) throws IOException {
    files.rename(file.attemptPath(), directory + "/" + file.finalName());
    return null;
  }

  @Override
  public void abort() {
    try {
      // The directory was not there before, so all of it is this job's.
      files.delete(directory);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  private static HeddleException failed(String directory, Throwable e) {
    if (e instanceof HeddleException told) {
      return told;
    }
    return FileErrors.failed(
        "write", directory, e instanceof IOException io ? io : new IOException(e));
  }
}
