package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;

/** Keys that are all {@link Long}, or all {@link Integer}, kept as numbers. */
final class LongIndex extends KeyIndex {
  private final Class<?> type;
  private final long[] notedKeys = new long[NOTED];
  private final long[] notedSlots = new long[NOTED];
  private long[] keys;

  /**
   * @param type the class of all keys
   */
  LongIndex(Class<?> type) {
    this.type = type;
    clear();
  }

  @Override
  void clear() {
    keys = null;
    super.clear();
  }

  @Override
  boolean accepts(Object key) {
    return key != null && key.getClass() == type;
  }

  @Override
  int find(Object key) {
    return accepts(key) ? find(((Number) key).longValue()) : ABSENT;
  }

  private int find(long key) {
    int hash = KeyHash.of(key);
    long[] table = slots;
    int mask = table.length - 1;
    for (int at = hash >>> shift; ; at = (at + 1) & mask) {
      long slot = table[at];
      if (slot == 0) {
        return ABSENT;
      }
      if ((int) (slot >>> 32) == hash && keys[(int) slot - 1] == key) {
        return (int) slot - 1;
      }
    }
  }

  @Override
  boolean note(Object key, int position) {
    if (!accepts(key)) {
      return false;
    }
    notedKeys[position] = ((Number) key).longValue();
    return true;
  }

  @Override
  void findNoted(int count, int[] ids) {
    for (int i = 0; i < count; i++) {
      // Independent of each other, so that memory answers many at a time.
      notedSlots[i] = slots[KeyHash.of(notedKeys[i]) >>> shift];
    }
    for (int i = 0; i < count; i++) {
      int id = Math.max((int) notedSlots[i] - 1, 0);
      notedSlots[i] = keys[id];
      ids[i] = id;
    }
    for (int i = 0; i < count; i++) {
      // Number 0 stands for free slots, too; where its key is the right one, so is the number.
      if (notedSlots[i] != notedKeys[i] || size == 0) {
        ids[i] = find(notedKeys[i]);
      }
    }
  }

  @Override
  Object noted(int position) {
    return boxed(notedKeys[position]);
  }

  @Override
  void store(Object key) {
    keys[size] = ((Number) key).longValue();
  }

  @Override
  Object keyAt(int id) {
    return boxed(keys[id]);
  }

  private Object boxed(long key) {
    if (type == Long.class) {
      return key;
    }
    return (int) key;
  }

  @Override
  int hashAt(int id) {
    return KeyHash.of(keys[id]);
  }

  @Override
  long contentBytes() {
    return ObjectSizes.ofArray(keys.length, Long.BYTES);
  }

  @Override
  long contentGrowth(int newCapacity, Object key) {
    return newCapacity == capacity() ? 0 : ObjectSizes.ofArray(newCapacity, Long.BYTES);
  }

  @Override
  void resize(int newCapacity) {
    keys = resized(keys, newCapacity);
  }
}
