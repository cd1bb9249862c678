package io.heddle.executor.combine;

import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.PartitionedSink;
import java.io.IOException;

/** Writes a table's contents as frames of pairs, partition by partition. Used by one thread. */
public final class TableWriter {
  /** Divides the keys of a table. */
  public interface Division {
    /** The partition of the key with a number. */
    int partitionOf(CombineTable table, int id);
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
    int[] ids = table.all();
    int[] ends = new int[partitions];
    int[] ordered = partitions == 1 ? ids : order(table, ids, ends, division);
    ends[partitions - 1] = ids.length;

    long bytes = 0;
    int at = 0;
    for (int p = 0; p < partitions; p++) {
      if (at < ends[p]) {
        bytes += writeIds(table, ordered, at, ends[p], target.begin(p));
        at = ends[p];
      }
    }
    return bytes;
  }

  /**
   * Writes the pairs with some numbers, in their order.
   *
   * @return bytes written
   */
  long writeIds(CombineTable table, int[] ids, int from, int to, ByteSink sink) throws IOException {
    Object[] keys = new Object[Math.min(frameRows, to - from)];
    Object values = table.newColumn(keys.length);
    long bytes = 0;
    for (int at = from; at < to; ) {
      int next = Math.min(at + frameRows, to);
      table.gather(ids, at, next, keys, values);
      bytes += frames.writePairs(keys, values, 0, next - at, sink);
      at = next;
    }
    return bytes;
  }

  /** Sorts numbers by partition, and sets where each partition ends. */
  private static int[] order(CombineTable table, int[] ids, int[] ends, Division division) {
    int[] partitionOf = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      int p = division.partitionOf(table, ids[i]);
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
    int[] ordered = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      ordered[next[partitionOf[i]]++] = ids[i];
    }
    return ordered;
  }
}
