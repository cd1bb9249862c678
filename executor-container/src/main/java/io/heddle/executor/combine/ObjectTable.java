package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.serde.Batch;
import io.heddle.task.Combiner;
import java.io.IOException;

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
    start();
  }

  @Override
  public void add(Object key, Object value) throws Exception {
    int hash = hash(key);
    int slot = find(key, hash);
    if (slot >= 0) {
      values[slot] = mergeValue.call(values[slot], value);
    } else {
      Object created = create.call(value);
      int free = insert(key, hash);
      values[free] = created;
    }
    if (++rows >= nextEstimate) {
      estimate();
    }
  }

  @Override
  public void addCombined(Object key, Object combined) throws Exception {
    int hash = hash(key);
    int slot = find(key, hash);
    if (slot >= 0) {
      values[slot] = mergeCombined.call(values[slot], combined);
    } else {
      int free = insert(key, hash);
      values[free] = combined;
    }
    if (++rows >= nextEstimate) {
      estimate();
    }
  }

  private int find(Object key, int hash) {
    int[] stored = hashes;
    int mask = stored.length - 1;
    int slot = hash >>> shift;
    for (int there = stored[slot]; there != 0; there = stored[slot]) {
      if (there == hash && same(key, keys[slot])) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
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
    int step = Math.max(1, capacity() / SAMPLES / 4);
    long bytes = 0;
    int seen = 0;
    for (int slot = 0; slot < capacity() && seen < SAMPLES; slot += step) {
      if (holds(slot)) {
        bytes += ObjectSizes.of(values[slot]);
        seen++;
      }
    }
    nextEstimate = rows + Math.max(FIRST_ESTIMATE, rows / 8);
    long now = seen == 0 ? 0 : bytes * size() / seen;
    long change = now - estimated;
    estimated = now;
    countContent(change);
  }

  @Override
  public Object valueAt(int slot) {
    return values[slot];
  }

  @Override
  Object newColumn(int length) {
    return new Object[length];
  }

  @Override
  void gather(int[] slots, int from, int to, Object[] keyColumn, Object valueColumn) {
    Object[] column = (Object[]) valueColumn;
    for (int i = from; i < to; i++) {
      int slot = slots[i];
      keyColumn[i - from] = keys[slot];
      column[i - from] = values[slot];
    }
  }

  @Override
  void newValues(int capacity) {
    values = new Object[capacity];
    rows = 0;
    estimated = 0;
    nextEstimate = FIRST_ESTIMATE;
  }

  @Override
  void moveValues(int[] newSlots, int capacity) {
    Object[] old = values;
    values = new Object[capacity];
    for (int i = 0; i < newSlots.length; i++) {
      if (newSlots[i] >= 0) {
        values[newSlots[i]] = old[i];
      }
    }
  }

  @Override
  int valueBytes() {
    return 4;
  }
}
