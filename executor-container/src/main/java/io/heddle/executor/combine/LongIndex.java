package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;

/** Keys that are all {@link Long}, or all {@link Integer}, kept as numbers. */
final class LongIndex extends KeyIndex {
  private final Class<?> type;
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
  void store(Object key) {
    keys[size] = ((Number) key).longValue();
  }

  @Override
  Object keyAt(int id) {
    if (type == Long.class) {
      return keys[id];
    }
    return (int) keys[id];
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
