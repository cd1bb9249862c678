package io.heddle.hdfs.format;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/** Copies what a reader will fill anew for its next record. */
final class WritableCopies {
  private WritableCopies() {}

  /** A copy where the value can be changed as a Writable; else the value itself. */
  @SuppressWarnings("unchecked")
  static <T> T of(T value, Configuration conf) {
    return !(value instanceof Writable writable) || value instanceof NullWritable
        ? value
        : (T) copy(writable, conf);
  }

  private static Writable copy(Writable value, Configuration conf) {
    // By class and not by instanceof: a subclass may hold more.
    Class<?> type = value.getClass();
    if (type == Text.class) {
      return new Text((Text) value);
    }
    if (type == LongWritable.class) {
      return new LongWritable(((LongWritable) value).get());
    }
    if (type == IntWritable.class) {
      return new IntWritable(((IntWritable) value).get());
    }
    if (type == BytesWritable.class) {
      return new BytesWritable(((BytesWritable) value).copyBytes());
    }
    return WritableUtils.clone(value, conf);
  }
}
