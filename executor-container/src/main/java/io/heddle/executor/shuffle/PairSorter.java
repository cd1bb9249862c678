package io.heddle.executor.shuffle;

import io.heddle.executor.combine.Rethrow;
import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.spill.BatchIterator;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Sorts pairs by key; pairs of equal keys stay in the order they came. What does not fit in memory
 * goes to disk as sorted runs, which are merged at the end; when there are {@link #MAX_RUNS}, they
 * are merged into one first. Used by one thread.
 */
final class PairSorter<K, V> extends MemoryConsumer implements Closeable {
  static final int MAX_RUNS = 64;

  /** One pair in so many is measured. */
  private static final int MEASURE_EVERY = 32;

  private static final int CHECK_EVERY = 4096;

  private final TaskSpace space;
  private final Comparator<Pair<K, V>> order;
  private final List<SpillFile> runs = new ArrayList<>();
  private Object[] pairs = new Object[256];
  private int size;
  private long measuredBytes;
  private long measuredPairs;
  private long taken;
  private Rest rest;

  PairSorter(TaskSpace space, Comparator<? super K> ordering) {
    super(space.memory());
    this.space = space;
    this.order = (a, b) -> ordering.compare(a.key(), b.key());
    space.onEnd(this);
  }

  /** Consumes all pairs and gives them sorted. Called once. */
  Iterator<Pair<K, V>> sort(Iterator<Pair<K, V>> input) throws IOException {
    input.forEachRemaining(
        pair -> {
          try {
            add(pair);
          } catch (IOException e) {
            throw Rethrow.asIs(e);
          }
        });
    sortBuffer();
    rest = new Rest();
    if (runs.isEmpty()) {
      return rest;
    }
    List<Iterator<Pair<K, V>>> sources = new ArrayList<>();
    for (SpillFile run : runs) {
      sources.add(read(run));
    }
    sources.add(rest);
    return new MergingIterator<>(sources, order);
  }

  private void add(Pair<K, V> pair) throws IOException {
    if (size == pairs.length) {
      widen();
    }
    pairs[size++] = pair;
    if ((taken++ & (MEASURE_EVERY - 1)) == 0) {
      measuredBytes += ObjectSizes.of(pair);
      measuredPairs++;
      account(0);
      if ((taken & (CHECK_EVERY - 1)) == 1) {
        space.checkKilled();
      }
    }
  }

  private void widen() throws IOException {
    if (account(ObjectSizes.ofReferences(2L * size))) {
      pairs = Arrays.copyOf(pairs, 2 * size);
    }
  }

  /** Counts what there is and so much more; spills when that is refused, and says false. */
  private boolean account(long more) throws IOException {
    long average = measuredPairs == 0 ? 0 : measuredBytes / measuredPairs;
    // Sorting takes up to half of the array once more.
    long bytes = average * size + ObjectSizes.ofReferences(pairs.length) * 3 / 2 + more;
    if (bytes <= usedBytes()) {
      shrinkTo(bytes);
      return true;
    }
    if (grow(bytes - usedBytes())) {
      return true;
    }
    spill();
    return false;
  }

  @SuppressWarnings("unchecked") // only pairs go in
  private void sortBuffer() {
    Arrays.sort(pairs, 0, size, (Comparator<Object>) (Comparator<?>) order);
  }

  @Override
  protected boolean canSpill() {
    return rest == null ? size > 0 : rest.inMemory();
  }

  @Override
  protected void spill() throws IOException {
    if (rest != null) {
      rest.moveToDisk();
      return;
    }
    sortBuffer();
    runs.add(write(new Rest()));
    if (runs.size() == MAX_RUNS) {
      mergeRuns();
    }
    release();
  }

  private void release() {
    pairs = new Object[256];
    size = 0;
    shrinkTo(0);
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
    int n = 0;
    while (sorted.hasNext()) {
      Pair<K, V> pair = sorted.next();
      keys[n] = pair.key();
      values[n++] = pair.value();
      if (n == keys.length || !sorted.hasNext()) {
        space.frames().writePairs(keys, values, 0, n, file.begin(0));
        n = 0;
      }
    }
    file.finish();
    spilled(file.size());
    return file;
  }

  @Override
  public void close() {
    pairs = new Object[0];
    size = 0;
    leave();
  }

  /** The sorted buffer, or what was in it and is on disk now. */
  private final class Rest implements Iterator<Pair<K, V>> {
    private int at;
    private Iterator<Pair<K, V>> onDisk;

    boolean inMemory() {
      return onDisk == null && at < size;
    }

    void moveToDisk() throws IOException {
      onDisk = read(write(this));
      release();
    }

    @Override
    public boolean hasNext() {
      return onDisk != null ? onDisk.hasNext() : at < size;
    }

    @Override
    @SuppressWarnings("unchecked") // only pairs went in
    public Pair<K, V> next() {
      if (onDisk != null) {
        return onDisk.next();
      }
      if (at == size) {
        throw new NoSuchElementException();
      }
      return (Pair<K, V>) pairs[at++];
    }
  }
}
