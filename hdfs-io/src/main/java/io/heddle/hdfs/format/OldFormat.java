package io.heddle.hdfs.format;

import io.heddle.rdd.Pair;
import io.heddle.rdd.function.Unchecked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.util.ReflectionUtils;

/** Formats of {@code org.apache.hadoop.mapred}: their readers fill the objects they are given. */
record OldFormat() implements FormatApi {
  @SuppressWarnings("unchecked")
  private static <K, V> InputFormat<K, V> make(String format, JobConf job)
      throws ClassNotFoundException {
    return (InputFormat<K, V>) ReflectionUtils.newInstance(job.getClassByName(format), job);
  }

  @Override
  public List<Placed> splits(String format, JobConf job, int minPartitions)
      throws IOException, ClassNotFoundException {
    List<Placed> placed = new ArrayList<>();
    for (InputSplit split : make(format, job).getSplits(job, minPartitions)) {
      placed.add(new Placed(split, List.of(split.getLocations())));
    }
    return placed;
  }

  @Override
  public <K, V> Records<K, V> open(String format, Object split, JobConf job, TaskAttemptID attempt)
      throws IOException, ClassNotFoundException {
    InputFormat<K, V> input = make(format, job);
    return new Reading<>(input.getRecordReader((InputSplit) split, job, Reporter.NULL));
  }

  private static final class Reading<K, V> implements Records<K, V> {
    private final RecordReader<K, V> reader;
    private Pair<K, V> next;

    Reading(RecordReader<K, V> reader) {
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      if (next != null) {
        return true;
      }
      K key = reader.createKey();
      V value = reader.createValue();
      try {
        if (reader.next(key, value)) {
          next = new Pair<>(key, value);
        }
      } catch (IOException e) {
        throw Unchecked.rethrow(e);
      }
      return next != null;
    }

    @Override
    public Pair<K, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Pair<K, V> given = next;
      next = null;
      return given;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
