package io.heddle.hdfs.format;

import io.heddle.rdd.Pair;
import java.util.Iterator;
import org.apache.hadoop.io.NullWritable;

/** Records as a text output format takes them: values without keys. */
final class TextLines {
  private TextLines() {}

  static <T> Iterator<Pair<NullWritable, Object>> of(Iterator<T> records) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Pair<NullWritable, Object> next() {
        return new Pair<>(NullWritable.get(), String.valueOf(records.next()));
      }
    };
  }
}
