package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.serde.Batch;
import io.heddle.task.Combiner;
import java.io.IOException;
import java.util.Arrays;

/**
 * Combines by calling the combiner's functions. How large the values have grown is estimated from a
 * few of them, again each time the rows merged have grown by an eighth.
 */
final class ObjectTable extends CombineTable {
  private static final int FIRST_ESTIMATE = 1024;
  private static final int SAMPLES = 32;

  private final Function<Object, Object> create;
  private final Function2<Object, Object, Object> mergeValue;
  private final Function2<Object, Object, Object> mergeCombined;
  private Object[] values;
  private long rows;
  private long nextEstimate;
  private long estimated;

  @SuppressWarnings("unchecked")
  ObjectTable(Combiner<?, ?, ?> combiner, Room room) {
    super(room);
    Combiner<Object, Object, Object> untyped = (Combiner<Object, Object, Object>) combiner;
    create = untyped.create();
    mergeValue = untyped.mergeValue();
    mergeCombined = untyped.mergeCombined();
    clear();
  }

  @Override
  public void add(Object key, Object value) throws Exception {
    int id = index.find(key);
    if (id >= 0) {
      values[id] = mergeValue.call(values[id], value);
    } else {
      Object created = create.call(value);
      int added = insert(key); // may replace the array
      values[added] = created;
    }
    if (++rows >= nextEstimate) {
      estimate();
    }
  }

  @Override
  public void addCombined(Object key, Object combined) throws Exception {
    int id = index.find(key);
    if (id >= 0) {
      values[id] = mergeCombined.call(values[id], combined);
    } else {
      int added = insert(key);
      values[added] = combined;
    }
    if (++rows >= nextEstimate) {
      estimate();
    }
  }

  @Override
  public void addAll(Batch batch, boolean combined) throws Exception {
    Object[] batchKeys = batch.keys();
    for (int i = 0; i < batch.size(); i++) {
      Object value = batch.pairValue(i);
      if (combined) {
        addCombined(batchKeys[i], value);
      } else {
        add(batchKeys[i], value);
      }
    }
  }

  private void estimate() throws IOException {
    int samples = Math.min(SAMPLES, size());
    long bytes = 0;
    for (int i = 0; i < samples; i++) {
      bytes += ObjectSizes.of(values[(int) ((long) i * size() / samples)]);
    }
    nextEstimate = rows + Math.max(FIRST_ESTIMATE, rows / 8);
    long now = samples == 0 ? 0 : bytes * size() / samples;
    long change = now - estimated;
    estimated = now;
    countContent(change);
  }

  @Override
  public Object valueAt(int id) {
    return values[id];
  }

  @Override
  Object newColumn(int length) {
    return new Object[length];
  }

  @Override
  void gatherValues(int[] ids, int from, int to, Object column) {
    Object[] target = (Object[]) column;
    for (int i = from; i < to; i++) {
      target[i - from] = values[ids[i]];
    }
  }

  @Override
  void resizeValues(int capacity) {
    values = values == null ? new Object[capacity] : Arrays.copyOf(values, capacity);
  }

  @Override
  void clearValues() {
    values = null;
    rows = 0;
    estimated = 0;
    nextEstimate = FIRST_ESTIMATE;
  }

  @Override
  int valueWidth() {
    return (int) (ObjectSizes.ofReferences(1 << 10) >> 10);
  }
}
