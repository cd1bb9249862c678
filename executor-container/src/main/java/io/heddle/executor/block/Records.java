package io.heddle.executor.block;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.row.PackedRows;
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
 * Records of a partition, chunk by chunk: strings, numbers, byte arrays and pairs of these are
 * packed as words, others stay the objects they are. Grown by one thread, and then read by any. The
 * size of objects is estimated from a sample, which gets thinner as the records become more.
 */
final class Records implements MemoryForm {
  private static final int CHUNK = 4096;
  private static final int FIRST = 64;
  private static final int MEASURE_FIRST = 64;
  private static final int MEASURE_EVERY = 32;

  /** Records as large as this are measured all. */
  private static final long LARGE_BYTES = 4096;

  /** Full ones: {@link PackedRows}, or objects. */
  private final List<Chunk> chunks = new ArrayList<>();

  /** Those that are not in a chunk yet. */
  private Object[] last = new Object[FIRST];

  private int used;
  private long count;
  private long packedRecords;
  private long packedBytes;
  private long measured;
  private long measuredBytes;
  private long lastBytes;

  /** Either of the two is null. */
  private record Chunk(int size, PackedRows packed, Object[] objects) {}

  void add(Object record) {
    if (used == last.length) {
      if (used == CHUNK) {
        endChunk();
      } else {
        last = Arrays.copyOf(last, Math.min(CHUNK, 4 * used));
      }
    }
    last[used++] = record;
    if (count < MEASURE_FIRST || (count & (MEASURE_EVERY - 1)) == 0 || lastBytes >= LARGE_BYTES) {
      measured++;
      lastBytes = ObjectSizes.of(record);
      measuredBytes += lastBytes;
    }
    count++;
  }

  private void endChunk() {
    PackedRows packed = PackedRows.of(last, used);
    if (packed == null) {
      chunks.add(new Chunk(used, null, used == last.length ? last : Arrays.copyOf(last, used)));
      last = new Object[CHUNK];
    } else {
      chunks.add(new Chunk(used, packed, null));
      packedRecords += used;
      packedBytes += packed.bytes();
      Arrays.fill(last, 0, used, null);
    }
    used = 0;
  }

  /** All records have been added. */
  void compact() {
    if (used > 0) {
      endChunk();
    }
    last = new Object[0];
  }

  long count() {
    return count;
  }

  /** Bytes of heap; those of objects as estimated. */
  @Override
  public long bytes() {
    long objects = count - packedRecords;
    return objects == 0
        ? packedBytes
        : packedBytes
            + (long) ((double) measuredBytes / measured * objects)
            + ObjectSizes.ofReferences(objects);
  }

  @Override
  public <T> Iterator<T> iterator(Supplier<FrameReader> readers) {
    return new Reading<>();
  }

  @Override
  public void writeTo(BlockFile.Writer file, Supplier<FrameWriter> writers) throws IOException {
    BlockFile.writeRecords(new Reading<>(), writers.get(), file);
  }

  /** To be made after {@link #compact}. */
  private final class Reading<T> implements Iterator<T> {
    private int next;
    private Chunk chunk = new Chunk(0, null, new Object[0]);
    private int at;

    private boolean advance() {
      if (next == chunks.size()) {
        return false;
      }
      chunk = chunks.get(next++);
      at = 0;
      return true;
    }

    @Override
    public boolean hasNext() {
      while (at == chunk.size()) {
        if (!advance()) {
          return false;
        }
      }
      return true;
    }

    @Override
    @SuppressWarnings("unchecked") // the reader's type is the writer's
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      PackedRows packed = chunk.packed();
      return (T) (packed == null ? chunk.objects()[at++] : packed.get(at++));
    }

    @Override
    @SuppressWarnings("unchecked") // as in next
    public void forEachRemaining(Consumer<? super T> action) {
      do {
        PackedRows packed = chunk.packed();
        Object[] objects = chunk.objects();
        int end = chunk.size();
        while (at < end) {
          action.accept((T) (packed == null ? objects[at++] : packed.get(at++)));
        }
      } while (advance());
    }
  }
}
