package io.heddle.executor.combine;

import io.heddle.serde.Batch;
import io.heddle.task.CombineShape;
import java.io.IOException;

/** Folds {@code int} values: sum, least or greatest. */
final class IntTable extends CombineTable {
  private static final int SUM = 0;
  private static final int MIN = 1;
  private static final int MAX = 2;

  private final int fold;
  private int[] values;

  IntTable(CombineShape shape, Room room) {
    super(room);
    fold = shape == CombineShape.INT_SUM ? SUM : shape == CombineShape.INT_MIN ? MIN : MAX;
    start();
  }

  @Override
  public void add(Object key, Object value) throws IOException {
    fold(key, (Integer) value);
  }

  @Override
  public void addCombined(Object key, Object combined) throws IOException {
    fold(key, (Integer) combined);
  }

  /** Folds a value into its key's. */
  public void fold(Object key, int value) throws IOException {
    int hash = hash(key);
    int[] stored = hashes;
    int mask = stored.length - 1;
    for (int slot = hash >>> shift; ; slot = (slot + 1) & mask) {
      int there = stored[slot];
      if (there == hash && same(key, keys[slot])) {
        int now = values[slot];
        values[slot] =
            fold == SUM ? now + value : fold == MIN ? Math.min(now, value) : Math.max(now, value);
        return;
      }
      if (there == 0) {
        int free = insert(key, hash); // may replace the arrays
        values[free] = value;
        return;
      }
    }
  }

  @Override
  public void addAll(Batch batch, boolean combined) throws IOException {
    Object[] batchKeys = batch.keys();
    if (batch.pairValues() instanceof int[] column) {
      for (int i = 0; i < batch.size(); i++) {
        fold(batchKeys[i], column[i]);
      }
    } else {
      Object[] column = (Object[]) batch.pairValues();
      for (int i = 0; i < batch.size(); i++) {
        fold(batchKeys[i], (Integer) column[i]);
      }
    }
  }

  @Override
  public Object valueAt(int slot) {
    return values[slot];
  }

  @Override
  Object newColumn(int length) {
    return new int[length];
  }

  @Override
  void gather(int[] slots, int from, int to, Object[] keyColumn, Object valueColumn) {
    int[] column = (int[]) valueColumn;
    for (int i = from; i < to; i++) {
      int slot = slots[i];
      keyColumn[i - from] = keys[slot];
      column[i - from] = values[slot];
    }
  }

  @Override
  void newValues(int capacity) {
    values = new int[capacity];
  }

  @Override
  void moveValues(int[] newSlots, int capacity) {
    int[] old = values;
    values = new int[capacity];
    for (int i = 0; i < newSlots.length; i++) {
      if (newSlots[i] >= 0) {
        values[newSlots[i]] = old[i];
      }
    }
  }

  @Override
  int valueBytes() {
    return Integer.BYTES;
  }
}
