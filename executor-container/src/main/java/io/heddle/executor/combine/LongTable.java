package io.heddle.executor.combine;

import io.heddle.serde.Batch;
import io.heddle.task.CombineShape;
import java.io.IOException;
import java.util.Arrays;

/** Folds {@code long} values: sum, least or greatest. */
final class LongTable extends CombineTable {
  private static final int SUM = 0;
  private static final int MIN = 1;
  private static final int MAX = 2;

  private final int fold;
  private final long[] notedValues = new long[KeyIndex.NOTED];
  private long[] values;

  LongTable(CombineShape shape, Room room) {
    super(room);
    fold = shape == CombineShape.LONG_SUM ? SUM : shape == CombineShape.LONG_MIN ? MIN : MAX;
    clear();
  }

  @Override
  public void add(Object key, Object value) throws IOException {
    fold(key, (Long) value);
  }

  @Override
  public void addCombined(Object key, Object combined) throws IOException {
    fold(key, (Long) combined);
  }

  private void fold(Object key, long value) throws IOException {
    if (index.note(key, noted)) {
      notedValues[noted++] = value;
      if (noted == KeyIndex.NOTED) {
        mergeNoted();
      }
    } else {
      settle(); // as the index may be replaced, with what is noted in it
      merge(index.find(key), key, value);
    }
  }

  @Override
  void mergeNoted() throws IOException {
    int count = noted;
    noted = 0;
    index.findNoted(count, ids);
    for (int i = 0; i < count; i++) {
      int id = ids[i];
      if (id == KeyIndex.ABSENT) {
        // It may have come with this very lot.
        Object key = index.noted(i);
        merge(index.find(key), key, notedValues[i]);
      } else {
        values[id] = folded(values[id], notedValues[i]);
      }
    }
  }

  private void merge(int id, Object key, long value) throws IOException {
    if (id == KeyIndex.ABSENT) {
      int added = insert(key); // may replace the array
      values[added] = value;
    } else {
      values[id] = folded(values[id], value);
    }
  }

  private long folded(long a, long b) {
    return fold == SUM ? a + b : fold == MIN ? Math.min(a, b) : Math.max(a, b);
  }

  @Override
  public void addAll(Batch batch, boolean combined) throws IOException {
    Object[] batchKeys = batch.keys();
    if (batch.pairValues() instanceof long[] column) {
      for (int i = 0; i < batch.size(); i++) {
        fold(batchKeys[i], column[i]);
      }
    } else {
      Object[] column = (Object[]) batch.pairValues();
      for (int i = 0; i < batch.size(); i++) {
        fold(batchKeys[i], (Long) column[i]);
      }
    }
  }

  @Override
  public Object valueAt(int id) {
    return values[id];
  }

  @Override
  Object newColumn(int length) {
    return new long[length];
  }

  @Override
  void gatherValues(int[] ids, int from, int to, Object column) {
    long[] target = (long[]) column;
    for (int i = from; i < to; i++) {
      target[i - from] = values[ids[i]];
    }
  }

  @Override
  void resizeValues(int capacity) {
    values = values == null ? new long[capacity] : Arrays.copyOf(values, capacity);
  }

  @Override
  void clearValues() {
    values = null;
  }

  @Override
  int valueWidth() {
    return Long.BYTES;
  }
}
