package io.heddle.executor.join;

import io.heddle.executor.combine.GroupTable;
import io.heddle.executor.combine.HashParts;
import io.heddle.executor.combine.PartIterator;
import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.Rethrow;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.SpillSegments;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Groups the pairs of several inputs: each key comes once, with a list for each input of its values
 * there in the order of coming. What does not fit in memory is divided by the keys' hash and
 * grouped part by part. The lists are the caller's. Used by one thread.
 */
final class GroupReader<K> {
  /** Values of a key are counted so many at a time; short lists are not. */
  private static final int COUNT_MASK = (1 << 12) - 1;

  private final TaskSpace space;
  private final int inputs;

  GroupReader(TaskSpace space, int inputs) {
    this.space = space;
    this.inputs = inputs;
  }

  /** Reads all sources, one for each input. */
  Iterator<Pair<K, List<List<Object>>>> read(List<BatchSource> sources) throws IOException {
    return read(sources, 0);
  }

  private Iterator<Pair<K, List<List<Object>>>> read(List<BatchSource> sources, int level)
      throws IOException {
    GroupBuffer buffer = new GroupBuffer(space, inputs, level);
    for (int i = 0; i < inputs; i++) {
      buffer.load(sources.get(i), i);
    }
    if (buffer.spills().isEmpty()) {
      return new Groups(buffer, level);
    }
    buffer.spillTable();
    return new Parts(buffer, level);
  }

  /** The groups of a table, or of the rest of it that is on disk now. */
  private final class Groups implements Iterator<Pair<K, List<List<Object>>>>, GroupBuffer.Reader {
    private final GroupBuffer buffer;
    private final int level;
    private GroupTable table;
    private int id;
    private long listBytes;
    private Iterator<Pair<K, List<List<Object>>>> rest;

    Groups(GroupBuffer buffer, int level) {
      this.buffer = buffer;
      this.level = level;
      table = buffer.table();
      buffer.readBy(this);
    }

    @Override
    public boolean canSpill() {
      return table != null && id < table.size() && level < HashParts.MAX_LEVEL;
    }

    @Override
    public void spillRest() throws IOException {
      buffer.spillFrom(id);
      table = null;
      buffer.letGo();
      rest = new Parts(buffer, level);
    }

    @Override
    public boolean hasNext() {
      if (rest != null) {
        return rest.hasNext();
      }
      if (table != null && id == table.size()) {
        table = null;
        buffer.letGo();
      }
      return table != null;
    }

    @Override
    @SuppressWarnings("unchecked") // the table holds what the sources gave
    public Pair<K, List<List<Object>>> next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      if (rest != null) {
        return rest.next();
      }
      List<List<Object>> lists = new ArrayList<>(inputs);
      listBytes = 0;
      try {
        buffer.lists(0, null);
        for (int input = 0; input < inputs; input++) {
          lists.add(values(input));
        }
      } catch (IOException e) {
        throw Rethrow.asIs(e);
      }
      return new Pair<>((K) table.keyAt(id++), lists);
    }

    private List<Object> values(int input) throws IOException {
      int row = table.firstRow(input, id);
      List<Object> values = new ArrayList<>(row == GroupTable.NONE ? 0 : 4);
      for (; row != GroupTable.NONE; row = table.nextRow(input, id, row)) {
        Object value = table.valueAt(input, row);
        values.add(value);
        if ((values.size() & COUNT_MASK) == 0) {
          listBytes += (COUNT_MASK + 1) * (ObjectSizes.of(value) + Long.BYTES);
          buffer.lists(listBytes, table.keyAt(id));
        }
      }
      return values;
    }
  }

  /** The groups of spills, part by part. */
  private final class Parts extends PartIterator<Pair<K, List<List<Object>>>> {
    private final GroupBuffer buffer;
    private final List<SpillFile> spills;
    private final int level;

    Parts(GroupBuffer buffer, int level) {
      this.buffer = buffer;
      this.spills = List.copyOf(buffer.spills());
      this.level = level;
    }

    @Override
    protected Iterator<Pair<K, List<List<Object>>>> part(int part) throws IOException {
      List<BatchSource> sources = new ArrayList<>();
      for (int input = 0; input < inputs; input++) {
        sources.add(new SpillSegments(spills, buffer.segment(part, false, input), space));
      }
      return read(sources, level + 1);
    }

    @Override
    protected void close() throws IOException {
      buffer.close();
    }
  }
}
