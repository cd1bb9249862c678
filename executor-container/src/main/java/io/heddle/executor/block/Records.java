package io.heddle.executor.block;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Records of a partition as objects, in arrays; grown by one thread, and then read by any. The size
 * is estimated from a sample, which gets thinner as the records become more.
 */
final class Records implements MemoryForm {
  private static final int CHUNK = 4096;
  private static final int MEASURE_FIRST = 64;
  private static final int MEASURE_EVERY = 32;

  /** Records as large as this are measured all. */
  private static final long LARGE_BYTES = 4096;

  private final List<Object[]> chunks = new ArrayList<>();
  private Object[] last = new Object[0];
  private int used;
  private long count;
  private long measured;
  private long measuredBytes;
  private long lastBytes;

  void add(Object record) {
    if (used == last.length) {
      addChunk();
    }
    last[used++] = record;
    if (count < MEASURE_FIRST || (count & (MEASURE_EVERY - 1)) == 0 || lastBytes >= LARGE_BYTES) {
      measured++;
      lastBytes = ObjectSizes.of(record);
      measuredBytes += lastBytes;
    }
    count++;
  }

  private void addChunk() {
    if (last.length == CHUNK || chunks.isEmpty()) {
      last = new Object[chunks.isEmpty() ? 64 : CHUNK];
      chunks.add(last);
      used = 0;
    } else {
      last = Arrays.copyOf(last, Math.min(CHUNK, 4 * last.length));
      chunks.set(chunks.size() - 1, last);
    }
  }

  /** Cuts the last array to what it holds. */
  void compact() {
    if (!chunks.isEmpty()) {
      last = Arrays.copyOf(last, used);
      chunks.set(chunks.size() - 1, last);
    }
  }

  long count() {
    return count;
  }

  /** Bytes of heap, as estimated. */
  @Override
  public long bytes() {
    return measured == 0
        ? 0
        : (long) ((double) measuredBytes / measured * count) + ObjectSizes.ofReferences(count);
  }

  List<Object[]> chunks() {
    return chunks;
  }

  /** How many records are in one of the {@link #chunks}. */
  int length(int chunk) {
    return chunk == chunks.size() - 1 ? used : chunks.get(chunk).length;
  }

  <T> Iterator<T> iterator() {
    return new Reading<>();
  }

  @Override
  public <T> Iterator<T> iterator(Supplier<FrameReader> readers) {
    return iterator();
  }

  @Override
  public void writeTo(BlockFile.Writer file, Supplier<FrameWriter> writers) throws IOException {
    BlockFile.writeRecords(iterator(), writers.get(), file);
  }

  private final class Reading<T> implements Iterator<T> {
    private int chunk;
    private int at;

    @Override
    public boolean hasNext() {
      while (chunk < chunks.size() && at == length(chunk)) {
        chunk++;
        at = 0;
      }
      return chunk < chunks.size();
    }

    @Override
    @SuppressWarnings("unchecked") // the reader's type is the writer's
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return (T) chunks.get(chunk)[at++];
    }

    @Override
    @SuppressWarnings("unchecked") // as in next
    public void forEachRemaining(Consumer<? super T> action) {
      for (; chunk < chunks.size(); chunk++, at = 0) {
        Object[] records = chunks.get(chunk);
        int end = length(chunk);
        while (at < end) {
          action.accept((T) records[at++]);
        }
      }
    }
  }
}
