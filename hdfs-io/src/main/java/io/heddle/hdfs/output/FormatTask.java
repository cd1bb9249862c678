package io.heddle.hdfs.output;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.format.FormatConf;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContextImpl;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.TaskAttemptContextImpl;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * One output as Hadoop's formats and committers are told of it, in the driver and in tasks alike.
 *
 * @param newApi which of Hadoop's two interfaces
 * @param format the output format's class
 * @param job names the job among Hadoop's: letters and digits
 */
record FormatTask(boolean newApi, String format, FormatConf settings, String job)
    implements Serializable {
  private static final int JOB_NUMBER = 1;

  JobID jobId() {
    return new JobID(job, JOB_NUMBER);
  }

  /** Reduce tasks, as files are then named {@code part-r-00000} by formats that tell. */
  TaskAttemptID attemptId(int partition, int attempt) {
    return new TaskAttemptID(job, JOB_NUMBER, TaskType.REDUCE, partition, attempt);
  }

  JobConf load(HeddleConf conf) {
    JobConf loaded = settings.load(conf);
    loaded.set("mapreduce.job.id", jobId().toString());
    return loaded;
  }

  JobContextImpl jobContext(JobConf loaded) {
    return new JobContextImpl(loaded, jobId());
  }

  /** The settings become those of the attempt. */
  TaskAttemptContextImpl attempt(JobConf loaded, TaskAttemptID id) {
    loaded.set("mapreduce.task.id", id.getTaskID().toString());
    loaded.set("mapreduce.task.attempt.id", id.toString());
    loaded.setBoolean("mapreduce.task.ismap", false);
    loaded.setInt("mapreduce.task.partition", id.getTaskID().getId());
    return new TaskAttemptContextImpl(loaded, id);
  }

  OutputCommitter committer(JobConf loaded, TaskAttemptContextImpl attempt)
      throws IOException, InterruptedException, ClassNotFoundException {
    return newApi ? newFormat(loaded).getOutputCommitter(attempt) : loaded.getOutputCommitter();
  }

  @SuppressWarnings("unchecked")
  OutputFormat<Object, Object> newFormat(JobConf loaded) throws ClassNotFoundException {
    return (OutputFormat<Object, Object>)
        ReflectionUtils.newInstance(loaded.getClassByName(format), loaded);
  }

  @SuppressWarnings("unchecked")
  org.apache.hadoop.mapred.OutputFormat<Object, Object> oldFormat(JobConf loaded)
      throws ClassNotFoundException {
    return (org.apache.hadoop.mapred.OutputFormat<Object, Object>)
        ReflectionUtils.newInstance(loaded.getClassByName(format), loaded);
  }

  /** Whether what an attempt wrote can be committed by another process than the one that wrote. */
  static boolean isOfFiles(OutputCommitter committer) {
    return committer instanceof org.apache.hadoop.mapred.FileOutputCommitter
        || committer instanceof org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
  }
}
