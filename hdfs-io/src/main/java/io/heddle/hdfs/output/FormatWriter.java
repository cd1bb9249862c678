package io.heddle.hdfs.output;

import io.heddle.rdd.Pair;
import io.heddle.rdd.spi.OutputJob.WrittenFile;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters.Counter;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptContextImpl;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.OutputCommitter;

/**
 * Writes one partition's pairs with an output format. The result names the attempt, by which the
 * driver commits it; only a committer that is not of files is called here.
 */
record FormatWriter<T, K, V>(FormatTask output, FormatOutput.PairForm<T, K, V> form)
    implements PartitionFunction<T, WrittenFile> {
  private static final int CHECK_EVERY = 4096;

  /** A record writer of either of Hadoop's interfaces. */
  private interface Sink {
    void write(Object key, Object value) throws IOException, InterruptedException;

    void close() throws IOException, InterruptedException;
  }

  @Override
  public WrittenFile apply(Iterator<T> records, TaskContext task) throws Exception {
    JobConf job = output.load(task.conf());
    TaskAttemptID id = output.attemptId(task.partition(), task.attempt());
    TaskAttemptContextImpl attempt = output.attempt(job, id);
    OutputCommitter committer = output.committer(job, attempt);
    committer.setupTask(attempt);
    long before = bytesWritten();
    long count = 0;
    boolean done = false;
    try {
      count = write(form.pairs(records), open(job, attempt), task);
      if (!FormatTask.isOfFiles(committer) && committer.needsTaskCommit(attempt)) {
        task.awaitCommit();
        committer.commitTask(attempt);
      }
      done = true;
    } finally {
      if (!done) {
        abort(committer, attempt);
      }
    }
    long bytes = bytesWritten() - before;
    task.counters().add(Counter.OUTPUT_BYTES, bytes);
    task.counters().add(Counter.OUTPUT_RECORDS, count);
    return new WrittenFile(id.toString(), "", bytes, count);
  }

  private static <K, V> long write(Iterator<Pair<K, V>> pairs, Sink sink, TaskContext task)
      throws IOException, InterruptedException {
    long count = 0;
    boolean written = false;
    try {
      while (pairs.hasNext()) {
        Pair<K, V> pair = pairs.next();
        sink.write(pair.key(), pair.value());
        if (++count % CHECK_EVERY == 0) {
          task.checkKilled();
        }
      }
      written = true;
    } finally {
      if (!written) {
        closeAfterFailure(sink);
      }
    }
    sink.close();
    return count;
  }

  private static void closeAfterFailure(Sink sink) {
    try {
      sink.close();
    } catch (IOException | RuntimeException e) {
      // What made the writing fail is thrown; the attempt's files go in any case.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void abort(OutputCommitter committer, TaskAttemptContextImpl attempt) {
    try {
      committer.abortTask(attempt);
    } catch (IOException | RuntimeException e) {
      // The job's end removes it, be it by commit or by abort.
      return;
    }
  }

  private Sink open(JobConf job, TaskAttemptContextImpl attempt)
      throws IOException, InterruptedException, ClassNotFoundException {
    if (output.newApi()) {
      org.apache.hadoop.mapreduce.RecordWriter<Object, Object> writer =
          output.newFormat(job).getRecordWriter(attempt);
      return new Sink() {
        @Override
        public void write(Object key, Object value) throws IOException, InterruptedException {
          writer.write(key, value);
        }

        @Override
        public void close() throws IOException, InterruptedException {
          writer.close(attempt);
        }
      };
    }
    String name = String.format("part-%05d", attempt.getTaskAttemptID().getTaskID().getId());
    org.apache.hadoop.mapred.RecordWriter<Object, Object> writer =
        output.oldFormat(job).getRecordWriter(FileSystem.get(job), job, name, Reporter.NULL);
    return new Sink() {
      @Override
      public void write(Object key, Object value) throws IOException {
        writer.write(key, value);
      }

      @Override
      public void close() throws IOException {
        writer.close(Reporter.NULL);
      }
    };
  }

  /** What the calling thread has written to Hadoop's file systems so far. */
  private static long bytesWritten() {
    long bytes = 0;
    for (FileSystem.Statistics statistics : FileSystem.getAllStatistics()) {
      bytes += statistics.getThreadStatistics().getBytesWritten();
    }
    return bytes;
  }
}
