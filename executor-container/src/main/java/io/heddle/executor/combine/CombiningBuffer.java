package io.heddle.executor.combine;

import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.spill.PartitionedSink;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.serde.Batch;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A combine table within the task's memory: when it may not grow, its contents go by partition into
 * a spill file, and it starts over. So a key may be in several spills and in the table, each time
 * with a part of its combined value. Used by one thread.
 */
public final class CombiningBuffer extends MemoryConsumer implements Room, Closeable {
  private final TaskSpace space;
  private final TableWriter writer;
  private final int partitions;
  private final TableWriter.Division division;
  private final boolean unlimited;
  private final Combiner<?, ?, ?> combiner;

  /** Whether the table can hold null as a value. */
  private boolean takesNull;

  /** Null when it has been let go. */
  private CombineTable table;

  private final List<SpillFile> spills = new ArrayList<>();
  private long spilledRows;
  private TableIterator<?, ?> reading;

  /**
   * @param partitions into how many parts the contents are divided
   * @param unlimited do not spill, and fail only when there cannot be as much memory: for what
   *     dividing does not make smaller
   */
  public CombiningBuffer(
      TaskSpace space,
      Combiner<?, ?, ?> combiner,
      int partitions,
      TableWriter.Division division,
      boolean unlimited) {
    super(space.memory());
    this.space = space;
    this.writer = new TableWriter(space.frames(), space.frameRows());
    this.partitions = partitions;
    this.division = division;
    this.unlimited = unlimited;
    this.combiner = combiner;
    this.takesNull = combiner.shape() == CombineShape.GENERIC;
    this.table = CombineTable.create(combiner, this);
  }

  public void add(Object key, Object value) throws Exception {
    if (value == null && !takesNull) {
      takeNull();
    }
    table.add(key, value);
  }

  /**
   * Goes on with a table of objects. A key whose only value is null keeps it; where there are more,
   * the program's function decides what null adds up to.
   */
  private void takeNull() throws Exception {
    table.settle();
    CombineTable old = table;
    table = CombineTable.ofObjects(combiner, this);
    takesNull = true;
    for (int id = 0; id < old.size(); id++) {
      table.addCombined(old.keyAt(id), old.valueAt(id));
    }
  }

  /** As {@link CombineTable#addAll}. */
  public void addAll(Batch batch, boolean combined) throws Exception {
    if (!takesNull && batch.pairValues() instanceof Object[] values) {
      for (int i = 0; i < batch.size(); i++) {
        if (values[i] == null) {
          takeNull();
          break;
        }
      }
    }
    table.addAll(batch, combined);
  }

  /** To be called when all has been added, before anything is asked. */
  public void settle() throws IOException {
    table.settle();
  }

  /** Pairs in the table and all spills. */
  public long rows() {
    return spilledRows + (table == null ? 0 : table.size());
  }

  /** What was spilled so far, in the order of spilling. */
  public List<SpillFile> spills() {
    return spills;
  }

  /** Writes the table's contents, without those of spills. */
  public void writeTable(PartitionedSink target) throws IOException {
    writer.write(table, partitions, division, target);
  }

  /** Gives the table to its only reader, who from now on decides what of it is spilled. */
  <K, C> TableIterator<K, C> iterator() {
    TableIterator<K, C> iterator = new TableIterator<>(this, table, space);
    reading = iterator;
    return iterator;
  }

  /** Lets the table go, which has been read, or spilled by its reader. */
  void letGo() {
    table = null;
    leave();
  }

  @Override
  public boolean fits(long bytes) throws IOException {
    if (bytes <= usedBytes()) {
      shrinkTo(bytes);
      return true;
    }
    if (grow(bytes - usedBytes())) {
      return true;
    }
    if (!unlimited) {
      return false;
    }
    if (bytes > space.memory().regionBytes()) {
      throw TooLargeKey.of(
          table.keyAt(0), "the combined value of one key takes", space.memory().regionBytes());
    }
    overdraw(bytes - usedBytes());
    return true;
  }

  @Override
  public void full() throws IOException {
    spillTable();
  }

  @Override
  protected boolean canSpill() {
    return reading == null ? !unlimited && table.size() > 0 : reading.canSpill();
  }

  @Override
  protected void spill() throws IOException {
    if (reading == null) {
      spillTable();
    } else {
      spilled(reading.spillRest());
    }
  }

  /** Spills what is in the table. */
  public void spillTable() throws IOException {
    SpillFile file = space.directories().createSpill();
    spills.add(file);
    writer.write(table, partitions, division, file);
    file.finish();
    spilled(file.size());
    spilledRows += table.size();
    table.clear();
    shrinkTo(table.bytes());
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
