package io.heddle.hdfs.output;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.hdfs.format.FormatConf;
import io.heddle.rdd.Pair;
import io.heddle.rdd.spi.HadoopOutput;
import io.heddle.rdd.spi.OutputJob;
import io.heddle.task.PartitionFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileOutputFormat;
import org.apache.hadoop.mapred.InvalidJobConfException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;

/**
 * One output of Hadoop's formats being written, seen from the driver.
 *
 * <p>With a committer of files, tasks write below its temporary directory and commit nothing: the
 * driver commits the one attempt of each partition whose result it took, then the job, then writes
 * {@code _SUCCESS} as {@link TextOutput} does, so that an output is told to be of an earlier
 * attempt of the application in the same way. Other committers are used as their tasks and the
 * job's end call for it.
 */
public final class FormatOutput<T, K, V> implements OutputJob<T> {
  private static final String MARK_SUCCESS = "mapreduce.fileoutputcommitter.marksuccessfuljobs";
  private static final String COMMIT_VERSION = "mapreduce.fileoutputcommitter.algorithm.version";

  /** Records as the pairs that are written. */
  @FunctionalInterface
  public interface PairForm<T, K, V> extends Serializable {
    Iterator<Pair<K, V>> pairs(Iterator<T> records);
  }

  private final FormatTask task;
  private final PairForm<T, K, V> form;
  private final JobConf job;
  private final OutputCommitter committer;
  private final Optional<FileMark> mark;
  private final Fence fence;

  /** A directory that this output alone writes to. */
  private record FileMark(
      FileAccess files, String directory, WriterIdentity writer, boolean wanted) {
    void success() throws IOException {
      if (wanted) {
        try (OutputStream out = files.create(TextOutput.successFile(directory))) {
          out.write(writer.mark().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private FormatOutput(
      FormatTask task,
      PairForm<T, K, V> form,
      JobConf job,
      OutputCommitter committer,
      Optional<FileMark> mark,
      Fence fence) {
    this.fence = fence;
    this.task = task;
    this.form = form;
    this.job = job;
    this.committer = committer;
    this.mark = mark;
  }

  /**
   * @throws HeddleException OUTPUT_EXISTS, BAD_ARGUMENT when settings are missing, or HDFS_FAILED
   */
  public static <T, K, V> OutputJob<T> begin(
      HeddleConf conf, HadoopOutput output, PairForm<T, K, V> form) {
    return begin(conf, output, form, WriterIdentity.ofProcess());
  }

  static <T, K, V> FormatOutput<T, K, V> begin(
      HeddleConf conf, HadoopOutput output, PairForm<T, K, V> form, WriterIdentity writer) {
    JobConf settings = FormatConf.of(conf, output.settings().entrySet()).load(conf);
    boolean wanted = settings.getBoolean(MARK_SUCCESS, true);
    Fence fence = Fence.of(conf, writer);
    try {
      if (!output.path().isEmpty()) {
        FileOutputFormat.setOutputPath(settings, new Path(output.path()));
      }
      settings.setBoolean(MARK_SUCCESS, false); // written here, with who wrote it
      settings.setInt(COMMIT_VERSION, 2); // tasks are committed all at once, at the end
      FormatTask task =
          new FormatTask(
              output.newApi(),
              format(settings, output.newApi()),
              FormatConf.of(conf, settings),
              UUID.randomUUID().toString().replace("-", ""));
      JobConf job = task.load(conf);
      OutputCommitter committer =
          task.committer(job, task.attempt(new JobConf(job), task.attemptId(0, 0)));
      Path path = FileOutputFormat.getOutputPath(job);
      Optional<FileMark> mark = Optional.empty();
      if (path != null && FormatTask.isOfFiles(committer)) {
        FileAccess files = FileAccess.of(path.toString(), conf);
        String directory = files.qualified(path.toString());
        fence.check(directory);
        TextOutput.removeEarlier(files, directory, writer);
        if (!files.exists(directory)) {
          mark = Optional.of(new FileMark(files, directory, writer, wanted));
        }
      }
      check(task, job);
      committer.setupJob(task.jobContext(job));
      if (mark.isPresent()) {
        mark.get()
            .files()
            .makeDirectories(TextOutput.workDirectory(mark.get().directory(), writer));
      }
      return new FormatOutput<>(task, form, job, committer, mark, fence);
    } catch (org.apache.hadoop.mapred.FileAlreadyExistsException e) {
      throw new HeddleException(ErrorCode.OUTPUT_EXISTS, String.valueOf(e.getMessage()), e);
    } catch (InvalidJobConfException | ClassNotFoundException e) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "the output's settings: " + e, e);
    } catch (IOException e) {
      throw FileErrors.failed("write", output.path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeddleException(ErrorCode.HDFS_FAILED, "interrupted", e);
    }
  }

  private static String format(JobConf settings, boolean newApi) {
    String key = newApi ? "mapreduce.job.outputformat.class" : "mapred.output.format.class";
    String format = settings.get(key);
    if (format == null) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the output's settings name no output format (" + key + ")");
    }
    return format;
  }

  private static void check(FormatTask task, JobConf job)
      throws IOException, InterruptedException, ClassNotFoundException {
    if (task.newApi()) {
      task.newFormat(job).checkOutputSpecs(task.jobContext(job));
    } else {
      task.oldFormat(job).checkOutputSpecs(FileSystem.get(job), job);
    }
  }

  @Override
  public PartitionFunction<T, WrittenFile> writer() {
    return new FormatWriter<>(task, form);
  }

  @Override
  public void commit(List<WrittenFile> written) {
    try {
      fence.check(place());
      if (FormatTask.isOfFiles(committer)) {
        Together.forEach(written, this::commit);
      }
      committer.commitJob(task.jobContext(job));
      if (mark.isPresent()) {
        mark.get().success();
      }
    } catch (IOException e) {
      throw FileErrors.failed("write", place(), e);
    }
  }

  private void commit(WrittenFile written) throws IOException {
    TaskAttemptID id = TaskAttemptID.forName(written.attemptPath());
    var attempt = task.attempt(new JobConf(job), id);
    if (committer.needsTaskCommit(attempt)) {
      committer.commitTask(attempt);
    }
  }

  @Override
  public void abort() {
    try {
      if (!fence.isOpen()) {
        return; // all of it is a later attempt's by now, who has removed what was this one's
      }
      committer.abortJob(task.jobContext(job), JobStatus.State.FAILED);
      if (mark.isPresent()) {
        // The directory was not there before, so all of it is this job's.
        mark.get().files().delete(mark.get().directory());
      }
    } catch (IOException e) {
      throw FileErrors.failed("remove", place(), e);
    }
  }

  private String place() {
    return mark.map(FileMark::directory).orElse(task.format());
  }
}
