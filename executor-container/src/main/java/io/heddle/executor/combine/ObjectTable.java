package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.serde.Batch;
import io.heddle.task.Combiner;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Combines by calling the combiner's functions. How large the values have grown is estimated from a
 * few of them, again each time the rows merged have grown by an eighth. Large ones are counted each
 * for itself when they are met among the rows: what grows by its rows is met often.
 */
final class ObjectTable extends CombineTable {
  private static final int FIRST_ESTIMATE = 16;
  private static final int SAMPLES = 32;

  /**
   * The value of one row in so many is looked at when it is merged: large ones are merged often.
   */
  private static final int LOOK_EVERY = 64;

  /** Values as large as this are counted each for itself. */
  private static final long LARGE_BYTES = 16 * 1024;

  private final Function<Object, Object> create;
  private final Function2<Object, Object, Object> mergeValue;
  private final Function2<Object, Object, Object> mergeCombined;
  private Object[] values;
  private long rows;
  private long nextEstimate;
  private long estimated;
  private long nextLook;

  /** What large values take, by number. */
  private final Map<Integer, Long> large = new HashMap<>();

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
      id = insert(key); // may replace the array
      values[id] = created;
    }
    if (++rows >= nextLook) {
      look(id);
    }
  }

  @Override
  public void addCombined(Object key, Object combined) throws Exception {
    int id = index.find(key);
    if (id >= 0) {
      values[id] = mergeCombined.call(values[id], combined);
    } else {
      id = insert(key);
      values[id] = combined;
    }
    if (++rows >= nextLook) {
      look(id);
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

  /** Counts more, or less, for the values; a refusal empties the table, and this with it. */
  private void look(int id) throws IOException {
    long change = 0;
    long bytes = ObjectSizes.of(values[id]);
    if (bytes >= LARGE_BYTES) {
      Long before = large.put(id, bytes);
      change = bytes - (before == null ? 0 : before);
    }
    if (rows >= nextEstimate) {
      change += estimate();
      nextEstimate = rows + Math.max(FIRST_ESTIMATE, rows / 8);
    }
    nextLook = Math.min(nextEstimate, rows + LOOK_EVERY);
    countContent(change);
  }

  /** By how much values that are not large have grown in all. */
  private long estimate() {
    int samples = Math.min(SAMPLES, size());
    int measured = 0;
    long bytes = 0;
    for (int i = 0; i < samples; i++) {
      int id = (int) ((long) i * size() / samples);
      if (!large.containsKey(id)) {
        bytes += ObjectSizes.of(values[id]);
        measured++;
      }
    }
    long now = measured == 0 ? 0 : bytes * (size() - large.size()) / measured;
    long change = now - estimated;
    estimated = now;
    return change;
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
    nextLook = 0; // the first value may be large already
    large.clear();
  }

  @Override
  int valueWidth() {
    return (int) (ObjectSizes.ofReferences(1 << 10) >> 10);
  }
}
