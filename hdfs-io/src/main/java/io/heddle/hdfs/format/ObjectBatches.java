package io.heddle.hdfs.format;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.Pair;
import io.heddle.serde.CorruptBatchException;
import io.heddle.serde.JavaSerialization;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;

/**
 * The content of object files: a sequence file of {@code NullWritable} keys and {@code
 * BytesWritable} values, each of which holds up to {@value #BATCH} records as one {@code Object[]},
 * serialised as {@link JavaSerialization} does.
 */
final class ObjectBatches {
  private static final int BATCH = 64;

  private ObjectBatches() {}

  static <T> Iterator<Pair<NullWritable, BytesWritable>> write(Iterator<T> records) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Pair<NullWritable, BytesWritable> next() {
        Object[] batch = new Object[BATCH];
        int size = 0;
        while (size < BATCH && records.hasNext()) {
          batch[size++] = records.next();
        }
        if (size == 0) {
          throw new NoSuchElementException();
        }
        byte[] bytes = JavaSerialization.write(Arrays.copyOf(batch, size));
        return new Pair<>(NullWritable.get(), new BytesWritable(bytes));
      }
    };
  }

  static <T> Iterator<T> read(Iterator<Pair<NullWritable, BytesWritable>> batches) {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    return new Iterator<>() {
      private Iterator<T> batch = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!batch.hasNext() && batches.hasNext()) {
          batch = records(batches.next().value(), classes);
        }
        return batch.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return batch.next();
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T> Iterator<T> records(BytesWritable value, ClassLoader classes) {
    try {
      Object batch = JavaSerialization.read(value.getBytes(), 0, value.getLength(), classes);
      return ((Iterable<T>) (Iterable<?>) Arrays.asList((Object[]) batch)).iterator();
    } catch (CorruptBatchException e) {
      throw new HeddleException(
          ErrorCode.INPUT_CORRUPT, "an object file holds what is no object: " + e.getMessage(), e);
    }
  }
}
