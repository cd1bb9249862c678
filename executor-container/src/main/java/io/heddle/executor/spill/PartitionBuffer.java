package io.heddle.executor.spill;

import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.memory.ObjectSizes;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Pairs divided into partitions, as they are: rows are gathered by partition, and each full buffer
 * becomes a frame in memory; the frames go to a spill file when memory is refused. With many
 * partitions the buffers are small, so that all of them together stay small; large rows make them
 * be emptied earlier. Used by one thread.
 */
public final class PartitionBuffer implements Closeable {
  /** Rows in the buffers of all partitions together, about. */
  private static final int ALL_ROWS = 128 * 1024;

  private static final int LEAST_ROWS = 16;

  /** One row in so many is measured. */
  private static final int MEASURE_EVERY = 64;

  private final TaskSpace space;
  private final ToIntFunction<Object> partitionOf;
  private final FrameWriter frames;
  private final long frameBytes;
  private final int partitions;
  private final int rowsPerBuffer;
  private final Object[][] keys;
  private final Object[][] values;
  private final int[] counts;
  private final FrameLog log;
  private final Memory memory;
  private final List<SpillFile> spills = new ArrayList<>();
  private long rows;
  private int bufferedRows;
  private long measuredBytes;
  private int measuredRows;

  /**
   * @param partitionOf the partition of a key, below {@code partitions}
   * @param frameBytes about the most bytes of rows that wait to become a frame
   */
  public PartitionBuffer(
      TaskSpace space, int partitions, ToIntFunction<Object> partitionOf, long frameBytes) {
    this.space = space;
    this.partitions = partitions;
    this.partitionOf = partitionOf;
    this.frames = space.frames();
    this.frameBytes = frameBytes;
    rowsPerBuffer =
        Math.max(LEAST_ROWS, Math.min(space.frameRows(), ALL_ROWS / Math.max(1, partitions)));
    keys = new Object[partitions][];
    values = new Object[partitions][];
    counts = new int[partitions];
    log = new FrameLog(partitions);
    memory = new Memory();
  }

  public void add(Object key, Object value) throws IOException {
    int p = partitions == 1 ? 0 : partitionOf.applyAsInt(key);
    int n = counts[p];
    Object[] partitionKeys = keys[p];
    if (partitionKeys == null || n == partitionKeys.length) {
      partitionKeys = widen(p, n);
    }
    partitionKeys[n] = key;
    values[p][n] = value;
    counts[p] = n + 1;
    bufferedRows++;
    if ((rows++ & (MEASURE_EVERY - 1)) == 0) {
      measure(p, key, value);
    }
    if (n + 1 == rowsPerBuffer) {
      encode(p);
      memory.account();
    }
  }

  private Object[] widen(int p, int n) {
    int length = n == 0 ? LEAST_ROWS : Math.min(rowsPerBuffer, 4 * n);
    keys[p] = n == 0 ? new Object[length] : Arrays.copyOf(keys[p], length);
    values[p] = n == 0 ? new Object[length] : Arrays.copyOf(values[p], length);
    return keys[p];
  }

  private void measure(int p, Object key, Object value) throws IOException {
    long bytes = ObjectSizes.of(key) + ObjectSizes.of(value) + 16;
    measuredBytes += bytes;
    measuredRows++;
    if (bytes > frameBytes || counts[p] * (measuredBytes / measuredRows) > 4 * frameBytes) {
      encode(p);
    }
    memory.account();
  }

  private long bufferedBytes() {
    return measuredRows == 0 ? 0 : bufferedRows * (measuredBytes / measuredRows);
  }

  private void encode(int p) throws IOException {
    int n = counts[p];
    if (n > 0) {
      frames.writePairs(keys[p], values[p], 0, n, log.of(p));
      Arrays.fill(keys[p], 0, n, null);
      Arrays.fill(values[p], 0, n, null);
      counts[p] = 0;
      bufferedRows -= n;
    }
  }

  private void encodeAll() throws IOException {
    for (int p = 0; p < partitions; p++) {
      encode(p);
    }
  }

  /** What went to disk already, partitions as segments. */
  public List<SpillFile> spills() {
    return spills;
  }

  /** Writes what is still in memory, by partition. */
  public void writeRest(PartitionedSink target) throws IOException {
    encodeAll();
    log.writeTo(target);
  }

  /** Pairs added. */
  public long rows() {
    return rows;
  }

  /** Moves all to disk: then {@link #spills} are everything. */
  public void spillAll() throws IOException {
    memory.spill();
  }

  @Override
  public void close() throws IOException {
    memory.close();
    log.clear();
    for (SpillFile spill : spills) {
      spill.close();
    }
  }

  /** What the buffers and the frames take. */
  private final class Memory extends MemoryConsumer {
    Memory() {
      super(space.memory());
    }

    void account() throws IOException {
      long bytes = bufferedBytes() + log.bytes();
      if (bytes <= usedBytes()) {
        shrinkTo(bytes);
      } else if (!grow(bytes - usedBytes())) {
        spill();
      }
    }

    @Override
    protected boolean canSpill() {
      return rows > 0;
    }

    @Override
    protected void spill() throws IOException {
      encodeAll();
      if (!log.isEmpty()) {
        SpillFile file = space.directories().createSpill();
        spills.add(file);
        log.writeTo(file);
        file.finish();
        spilled(file.size());
        log.clear();
      }
      shrinkTo(log.bytes());
    }

    void close() {
      leave();
    }
  }
}
