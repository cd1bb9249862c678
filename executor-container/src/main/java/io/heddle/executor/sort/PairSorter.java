package io.heddle.executor.sort;

import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.spill.BatchIterator;
import io.heddle.executor.spill.FrameFill;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.Rethrow;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Sorts pairs by key; pairs of equal keys stay in the order they came. What does not fit in memory
 * goes to disk as sorted runs, which are merged at the end; when there are {@link #MAX_RUNS}, they
 * are merged into one first. Used by one thread.
 */
public final class PairSorter<K, V> extends MemoryConsumer implements Closeable {
  static final int MAX_RUNS = 64;

  private static final int CHECK_EVERY = 4096;

  /** What is less than this part of the buffer is no reason to write the buffer to disk. */
  private static final int SMALL_PART = 8;

  /** Pairs that are fetched from memory together. */
  private static final int TOUCHED = 32;

  private final TaskSpace space;
  private final Comparator<Pair<K, V>> order;
  private final List<SpillFile> runs = new ArrayList<>();
  private SortBuffer buffer;
  private long taken;
  private Rest rest;

  /** Counted for the runs that are being merged. */
  private long mergeBytes;

  /**
   * @param ordering of keys; keys may be null where it takes null
   */
  public PairSorter(TaskSpace space, Comparator<? super K> ordering) {
    super(space.memory());
    this.space = space;
    this.order = (a, b) -> ordering.compare(a.key(), b.key());
    this.buffer = RowBuffer.sorts(ordering) ? new RowBuffer(ordering) : objects();
    space.onEnd(this);
  }

  /** Consumes all pairs and gives them sorted. Called once. */
  public Iterator<Pair<K, V>> sort(Iterator<Pair<K, V>> input) throws IOException {
    input.forEachRemaining(
        pair -> {
          try {
            add(pair);
          } catch (IOException e) {
            throw Rethrow.asIs(e);
          }
        });
    buffer.sort();
    rest = new Rest();
    if (runs.isEmpty()) {
      return rest;
    }
    reserveForMerge();
    List<Iterator<Pair<K, V>>> sources = new ArrayList<>();
    for (SpillFile run : runs) {
      sources.add(read(run));
    }
    sources.add(rest);
    return new MergingIterator<>(sources, order);
  }

  private void reserveForMerge() throws IOException {
    long bytes = runs.size() * FrameFill.READING_BYTES;
    if (!growIfFree(bytes)) {
      if (bytes > usedBytes() / SMALL_PART) {
        rest.moveToDisk();
      }
      overdraw(bytes);
    }
    mergeBytes = bytes;
  }

  @SuppressWarnings("unchecked") // only these pairs go in
  private SortBuffer objects() {
    return new ObjectBuffer((a, b) -> order.compare((Pair<K, V>) a, (Pair<K, V>) b));
  }

  private void add(Pair<K, V> pair) throws IOException {
    if ((++taken & (CHECK_EVERY - 1)) == 0) {
      space.checkKilled();
    }
    if (!buffer.accepts(pair)) {
      if (buffer.size() > 0) {
        spill();
      }
      if (!buffer.accepts(pair)) {
        buffer = objects();
      }
    }
    long bytes = buffer.bytesWith(pair);
    if (bytes > 0 && !account(bytes) && buffer.size() > 0) {
      spill();
    }
    buffer.add(pair);
  }

  private boolean account(long bytes) throws IOException {
    if (bytes <= usedBytes()) {
      shrinkTo(bytes);
      return true;
    }
    return grow(bytes - usedBytes());
  }

  @Override
  protected boolean canSpill() {
    return rest == null ? buffer.size() > 0 : rest.inMemory();
  }

  @Override
  protected void spill() throws IOException {
    if (rest != null) {
      rest.moveToDisk();
      return;
    }
    buffer.sort();
    runs.add(write(new Rest()));
    release();
    if (runs.size() == MAX_RUNS) {
      overdraw(MAX_RUNS * FrameFill.READING_BYTES);
      mergeRuns();
      shrinkTo(0);
    }
  }

  private void release() {
    buffer.clear();
    shrinkTo(mergeBytes);
  }

  private void mergeRuns() throws IOException {
    List<Iterator<Pair<K, V>>> sources = new ArrayList<>();
    for (SpillFile run : runs) {
      sources.add(read(run));
    }
    SpillFile merged = write(new MergingIterator<>(sources, order));
    for (SpillFile run : runs) {
      run.close();
    }
    runs.clear();
    runs.add(merged);
  }

  private Iterator<Pair<K, V>> read(SpillFile run) {
    FrameReader reader = space.newReader();
    reader.reset(run.read(0));
    return new BatchIterator<>(reader);
  }

  private SpillFile write(Iterator<Pair<K, V>> sorted) throws IOException {
    SpillFile file = space.directories().createSpill();
    space.onEnd(file);
    Object[] keys = new Object[space.frameRows()];
    Object[] values = new Object[keys.length];
    FrameFill fill = new FrameFill(keys.length);
    int n = 0;
    while (sorted.hasNext()) {
      Pair<K, V> pair = sorted.next();
      keys[n] = pair.key();
      values[n++] = pair.value();
      if (fill.add(pair.key(), pair.value()) || !sorted.hasNext()) {
        space.frames().writePairs(keys, values, 0, n, file.begin(0));
        fill.clear();
        n = 0;
      }
    }
    file.finish();
    spilled(file.size());
    return file;
  }

  @Override
  public void close() {
    buffer.clear();
    leave();
  }

  /** The sorted buffer, or what was in it and is on disk now. */
  private final class Rest implements Iterator<Pair<K, V>> {
    private int at;
    private Iterator<Pair<K, V>> onDisk;

    boolean inMemory() {
      return onDisk == null && at < buffer.size();
    }

    void moveToDisk() throws IOException {
      onDisk = read(write(this));
      release();
    }

    @Override
    public boolean hasNext() {
      return onDisk != null ? onDisk.hasNext() : at < buffer.size();
    }

    @Override
    @SuppressWarnings("unchecked") // only pairs went in
    public Pair<K, V> next() {
      if (onDisk != null) {
        return onDisk.next();
      }
      if (at == buffer.size()) {
        throw new NoSuchElementException();
      }
      if (at % TOUCHED == 0) {
        buffer.touch(at, Math.min(at + TOUCHED, buffer.size()));
      }
      return (Pair<K, V>) buffer.pair(at++);
    }
  }
}
