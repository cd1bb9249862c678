package io.heddle.executor.combine;

import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.FrameFill;
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
    PartOrder order =
        PartOrder.of(0, table.size(), partitions, id -> division.partitionOf(table, id));
    long bytes = 0;
    for (int p = 0; p < partitions; p++) {
      if (order.start(p) < order.end(p)) {
        bytes += writeIds(table, order.ids(), order.start(p), order.end(p), target.begin(p));
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
    long rowBytes = table.bytes() / Math.max(1, table.size());
    int rows = FrameFill.rowsOf(rowBytes, frameRows);
    Object[] keys = new Object[Math.min(rows, to - from)];
    Object values = table.newColumn(keys.length);
    long bytes = 0;
    for (int at = from; at < to; ) {
      int next = Math.min(at + keys.length, to);
      table.gather(ids, at, next, keys, values);
      bytes += frames.writePairs(keys, values, 0, next - at, sink);
      at = next;
    }
    return bytes;
  }
}
