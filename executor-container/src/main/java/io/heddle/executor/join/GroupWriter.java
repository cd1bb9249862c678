package io.heddle.executor.join;

import io.heddle.executor.combine.GroupTable;
import io.heddle.executor.combine.PartOrder;
import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.FrameFill;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Writes rows of a group table as frames of pairs, by part and input; of a set, its keys, each with
 * null. Used by one thread.
 */
final class GroupWriter {
  private final GroupTable table;
  private final TaskSpace space;
  private final Object[] keys;
  private final Object[] values;
  private final FrameFill fill;
  private int count;

  GroupWriter(GroupTable table, TaskSpace space) {
    this.table = table;
    this.space = space;
    this.keys = new Object[space.frameRows()];
    this.values = new Object[keys.length];
    this.fill = new FrameFill(keys.length);
  }

  /**
   * Writes the keys from a number on; the table stays as it is.
   *
   * @param partOf the part of a key's number, below {@code parts}
   * @param file takes part times inputs plus input as the segment
   */
  void write(int from, IntUnaryOperator partOf, int parts, SpillFile file) throws IOException {
    PartOrder order = PartOrder.of(from, table.size(), parts, partOf);
    for (int p = 0; p < parts; p++) {
      if (order.start(p) < order.end(p)) {
        writePart(order.ids(), order.start(p), order.end(p), p, file);
      }
    }
  }

  private void writePart(int[] ids, int from, int to, int part, SpillFile file) throws IOException {
    int inputs = Math.max(1, table.inputs());
    for (int input = 0; input < inputs; input++) {
      ByteSink sink = file.begin(part * inputs + input);
      for (int i = from; i < to; i++) {
        writeKey(ids[i], input, sink);
      }
      flush(sink);
    }
  }

  private void writeKey(int id, int input, ByteSink sink) throws IOException {
    if (table.inputs() == 0) {
      put(table.keyAt(id), null, sink);
      return;
    }
    int row = table.firstRow(input, id);
    if (row == GroupTable.NONE) {
      return;
    }
    Object key = table.keyAt(id);
    for (; row != GroupTable.NONE; row = table.nextRow(input, id, row)) {
      put(key, table.valueAt(input, row), sink);
    }
  }

  private void put(Object key, Object value, ByteSink sink) throws IOException {
    keys[count] = key;
    values[count++] = value;
    if (fill.add(key, value)) {
      flush(sink);
    }
  }

  private void flush(ByteSink sink) throws IOException {
    if (count > 0) {
      space.frames().writePairs(keys, values, 0, count, sink);
      Arrays.fill(keys, 0, count, null);
      Arrays.fill(values, 0, count, null);
      fill.clear();
      count = 0;
    }
  }
}
