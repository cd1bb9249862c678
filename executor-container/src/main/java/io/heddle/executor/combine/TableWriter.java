package io.heddle.executor.combine;

import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.PartitionedSink;
import java.io.IOException;

/** Writes a table's contents as frames of pairs, partition by partition. Used by one thread. */
public final class TableWriter {
  /** Divides the slots of a table. */
  public interface Division {
    /** The partition of a slot that holds a key. */
    int partitionOf(CombineTable table, int slot);
  }

  private final FrameWriter frames;
  private final int frameRows;

  /**
   * @param frameRows the most pairs of one frame
   */
  public TableWriter(FrameWriter frames, int frameRows) {
    this.frames = frames;
    this.frameRows = frameRows;
  }

  /**
   * Writes all pairs; the table stays as it is.
   *
   * @return bytes written
   */
  public long write(CombineTable table, int partitions, Division division, PartitionedSink target)
      throws IOException {
    int[] slots = table.occupied();
    int[] ends = new int[partitions];
    int[] ordered = partitions == 1 ? slots : order(table, slots, ends, division);
    ends[partitions - 1] = slots.length;

    long bytes = 0;
    int at = 0;
    for (int p = 0; p < partitions; p++) {
      if (at < ends[p]) {
        bytes += writeSlots(table, ordered, at, ends[p], target.begin(p));
        at = ends[p];
      }
    }
    return bytes;
  }

  /**
   * Writes the pairs of some slots, in their order.
   *
   * @return bytes written
   */
  long writeSlots(CombineTable table, int[] slots, int from, int to, ByteSink sink)
      throws IOException {
    Object[] keys = new Object[Math.min(frameRows, to - from)];
    Object values = table.newColumn(keys.length);
    long bytes = 0;
    for (int at = from; at < to; ) {
      int next = Math.min(at + frameRows, to);
      table.gather(slots, at, next, keys, values);
      bytes += frames.writePairs(keys, values, 0, next - at, sink);
      at = next;
    }
    return bytes;
  }

  /** Sorts slots by partition, and sets where each partition ends. */
  private static int[] order(CombineTable table, int[] slots, int[] ends, Division division) {
    int[] partitionOf = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      int p = division.partitionOf(table, slots[i]);
      partitionOf[i] = p;
      ends[p]++;
    }
    int[] next = new int[ends.length];
    int sum = 0;
    for (int p = 0; p < ends.length; p++) {
      next[p] = sum;
      sum += ends[p];
      ends[p] = sum;
    }
    int[] ordered = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      ordered[next[partitionOf[i]]++] = slots[i];
    }
    return ordered;
  }
}
