package io.heddle.executor.join;

import io.heddle.executor.combine.GroupTable;
import io.heddle.executor.combine.HashParts;
import io.heddle.executor.combine.Room;
import io.heddle.executor.combine.TooLargeKey;
import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.serde.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * A group table within the task's memory: when it may not grow, its rows go to a spill file, by
 * {@linkplain HashParts part} of the key's hash, and it starts over. Keys can be marked; a spill
 * keeps the mark by the segment:
 *
 * <pre>
 *   segment = (part + (marked ? 32 : 0)) * inputs + input        (one input where the table is a set)
 * </pre>
 *
 * <p>Used by one thread.
 */
final class GroupBuffer extends MemoryConsumer implements Room, Closeable {
  /** Who reads the table decides whether and how it is spilled from then on. */
  interface Reader {
    boolean canSpill();

    /** Moves what it has not read to disk, and lets the table go. */
    void spillRest() throws IOException;
  }

  private final TaskSpace space;
  private final int level;
  private final int inputs;

  /** Null when it has been let go. */
  private GroupTable table;

  private final List<SpillFile> spills = new ArrayList<>();
  private final BitSet marks = new BitSet();
  private boolean allMarked;
  private Reader reader;

  /** Of the table when it is being read. */
  private long tableBytes;

  private long listBytes;

  /**
   * @param inputs of the table; 0 for a set of keys
   * @param level of the division of its spills
   */
  GroupBuffer(TaskSpace space, int inputs, int level) {
    super(space.memory());
    this.space = space;
    this.level = level;
    this.inputs = inputs;
    this.table = new GroupTable(inputs, this);
    space.onEnd(this);
  }

  /** Adds all pairs of a source to an input. */
  void load(BatchSource source, int input) throws IOException {
    for (Batch batch = source.next(); batch != null; batch = source.next()) {
      space.checkKilled();
      table.addAll(batch, input);
    }
  }

  /** Adds all pairs of a source to the first input, with their keys marked. */
  void loadMarked(BatchSource source) throws IOException {
    allMarked = true;
    load(source, 0);
    allMarked = false;
    marks.set(0, table.size());
  }

  GroupTable table() {
    return table;
  }

  /** Marks of keys by their number. */
  BitSet marks() {
    return marks;
  }

  /** What was spilled so far. */
  List<SpillFile> spills() {
    return spills;
  }

  /** Spills of this buffer's kind have segments for each part; this is the one of an input. */
  int segment(int part, boolean marked, int input) {
    return (part + (marked ? HashParts.COUNT : 0)) * Math.max(1, inputs) + input;
  }

  void readBy(Reader theReader) {
    reader = theReader;
    tableBytes = usedBytes();
  }

  /** Spills all that is in the table. */
  void spillTable() throws IOException {
    spillFrom(0);
    table.clear();
    shrinkTo(table.bytes());
  }

  /** Spills the keys from a number on. */
  void spillFrom(int id) throws IOException {
    SpillFile file = space.directories().createSpill();
    spills.add(file);
    new GroupWriter(table, space).write(id, this::partOf, 2 * HashParts.COUNT, file);
    file.finish();
    spilled(file.size());
    marks.clear();
  }

  private int partOf(int id) {
    boolean marked = allMarked || marks.get(id);
    return HashParts.part(table.hashAt(id), level) + (marked ? HashParts.COUNT : 0);
  }

  /** Lets the table go, which has been read, or spilled by its reader. */
  void letGo() {
    table = null;
    leave();
  }

  /**
   * Counts what lists made of one key's values take, beside the table; 0 when they are the reader's
   * no more.
   */
  void lists(long bytes, Object key) throws IOException {
    if (table != null && bytes != listBytes) {
      listBytes = bytes;
      require(tableBytes + bytes, bytes, () -> key);
    }
  }

  @Override
  public boolean fits(long bytes) throws IOException {
    if (bytes > usedBytes() && level < HashParts.MAX_LEVEL) {
      return grow(bytes - usedBytes());
    }
    require(bytes, bytes, () -> table.keyAt(0));
    return true;
  }

  /**
   * What one key needs, it needs: {@code ofOne} of the {@code bytes} in all. It gets more than its
   * share, since others may need less.
   */
  private void require(long bytes, long ofOne, Supplier<Object> key) throws IOException {
    if (bytes <= usedBytes()) {
      shrinkTo(bytes);
    } else if (!grow(bytes - usedBytes())) {
      if (ofOne > space.memory().regionBytes()) {
        throw TooLargeKey.of(key.get(), "the values of one key take", space.memory().regionBytes());
      }
      overdraw(bytes - usedBytes());
    }
  }

  @Override
  public void full() throws IOException {
    spillTable();
  }

  @Override
  protected boolean canSpill() {
    return reading() ? reader.canSpill() : level < HashParts.MAX_LEVEL && table.size() > 0;
  }

  private boolean reading() {
    return reader != null;
  }

  @Override
  protected void spill() throws IOException {
    if (reading()) {
      reader.spillRest();
    } else {
      spillTable();
    }
  }

  /** Removes the spills and gives memory back. */
  @Override
  public void close() throws IOException {
    if (table != null) {
      letGo();
    }
    for (SpillFile spill : spills) {
      spill.close();
    }
  }
}
