package io.heddle.executor.join;

import io.heddle.executor.combine.GroupTable;
import io.heddle.executor.spill.ByteSink;
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
  private int count;

  GroupWriter(GroupTable table, TaskSpace space) {
    this.table = table;
    this.space = space;
    this.keys = new Object[space.frameRows()];
    this.values = new Object[keys.length];
  }

  /**
   * Writes the keys from a number on; the table stays as it is.
   *
   * @param partOf the part of a key's number, below {@code parts}
   * @param file takes part times inputs plus input as the segment
   */
  void write(int from, IntUnaryOperator partOf, int parts, SpillFile file) throws IOException {
    int[] ends = new int[parts];
    int[] ids = ordered(from, partOf, ends);
    int start = 0;
    for (int p = 0; p < parts; p++) {
      if (start < ends[p]) {
        writePart(ids, start, ends[p], p, file);
        start = ends[p];
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
    values[count] = value;
    if (++count == keys.length) {
      flush(sink);
    }
  }

  private void flush(ByteSink sink) throws IOException {
    if (count > 0) {
      space.frames().writePairs(keys, values, 0, count, sink);
      Arrays.fill(keys, 0, count, null);
      Arrays.fill(values, 0, count, null);
      count = 0;
    }
  }

  /** Numbers sorted by part; sets where each part ends. */
  private int[] ordered(int from, IntUnaryOperator partOf, int[] ends) {
    int size = table.size() - from;
    int[] parts = new int[size];
    for (int i = 0; i < size; i++) {
      parts[i] = partOf.applyAsInt(from + i);
      ends[parts[i]]++;
    }
    int[] next = new int[ends.length];
    int sum = 0;
    for (int p = 0; p < ends.length; p++) {
      next[p] = sum;
      sum += ends[p];
      ends[p] = sum;
    }
    int[] ids = new int[size];
    for (int i = 0; i < size; i++) {
      ids[next[parts[i]]++] = from + i;
    }
    return ids;
  }
}
