package io.heddle.hdfs.format;

import io.heddle.rdd.Pair;
import io.heddle.rdd.function.Unchecked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** Formats of {@code org.apache.hadoop.mapreduce}: their readers may reuse objects, so copy. */
record NewFormat() implements FormatApi {
  @SuppressWarnings("unchecked")
  private static <K, V> InputFormat<K, V> make(String format, JobConf job)
      throws ClassNotFoundException {
    return (InputFormat<K, V>) ReflectionUtils.newInstance(job.getClassByName(format), job);
  }

  @Override
  public List<Placed> splits(String format, JobConf job, int minPartitions)
      throws IOException, InterruptedException, ClassNotFoundException {
    List<Placed> placed = new ArrayList<>();
    for (InputSplit split : make(format, job).getSplits(new JobContextImpl(job, new JobID()))) {
      placed.add(new Placed(split, List.of(split.getLocations())));
    }
    return placed;
  }

  @Override
  public <K, V> Records<K, V> open(String format, Object split, JobConf job, TaskAttemptID id)
      throws IOException, InterruptedException, ClassNotFoundException {
    InputFormat<K, V> input = make(format, job);
    TaskAttemptContext attempt = new TaskAttemptContextImpl(job, id);
    RecordReader<K, V> reader = input.createRecordReader((InputSplit) split, attempt);
    boolean opened = false;
    try {
      reader.initialize((InputSplit) split, attempt);
      opened = true;
    } finally {
      if (!opened) {
        reader.close();
      }
    }
    return new Reading<>(reader, job);
  }

  private static final class Reading<K, V> implements Records<K, V> {
    private final RecordReader<K, V> reader;
    private final JobConf job;
    private boolean ready;
    private boolean ended;

    Reading(RecordReader<K, V> reader, JobConf job) {
      this.reader = reader;
      this.job = job;
    }

    @Override
    public boolean hasNext() {
      if (!ready && !ended) {
        try {
          ready = reader.nextKeyValue();
        } catch (IOException e) {
          throw Unchecked.rethrow(e);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw Unchecked.rethrow(e);
        }
        ended = !ready;
      }
      return ready;
    }

    @Override
    public Pair<K, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      try {
        return new Pair<>(
            WritableCopies.of(reader.getCurrentKey(), job),
            WritableCopies.of(reader.getCurrentValue(), job));
      } catch (IOException e) {
        throw Unchecked.rethrow(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Unchecked.rethrow(e);
      }
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
