package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import java.util.Arrays;
import java.util.Objects;

/** Keys of any class, and null, told apart by {@code equals}. */
final class ObjectIndex extends KeyIndex {
  /** Keys are measured once in so many. */
  private static final int MEASURE_EVERY = 16;

  private Object[] keys;
  private long keyBytes;
  private long lastKeyBytes;

  ObjectIndex() {
    clear();
  }

  @Override
  void clear() {
    keys = null;
    keyBytes = 0;
    super.clear();
  }

  @Override
  boolean accepts(Object key) {
    return true;
  }

  @Override
  int find(Object key) {
    int hash = KeyHash.of(key);
    long[] table = slots;
    int mask = table.length - 1;
    for (int at = hash >>> shift; ; at = (at + 1) & mask) {
      long slot = table[at];
      if (slot == 0) {
        return ABSENT;
      }
      if ((int) (slot >>> 32) == hash && Objects.equals(key, keys[(int) slot - 1])) {
        return (int) slot - 1;
      }
    }
  }

  @Override
  void store(Object key) {
    keys[size] = key;
    if (key instanceof String || (size & (MEASURE_EVERY - 1)) == 0) {
      lastKeyBytes = ObjectSizes.of(key);
    }
    keyBytes += lastKeyBytes;
  }

  @Override
  Object keyAt(int id) {
    return keys[id];
  }

  @Override
  int hashAt(int id) {
    return KeyHash.of(keys[id]);
  }

  @Override
  long contentBytes() {
    return ObjectSizes.ofReferences(keys.length) + keyBytes;
  }

  @Override
  long contentGrowth(int newCapacity, Object key) {
    // The key itself is there already; it is counted once it is kept.
    return newCapacity == capacity() ? 0 : ObjectSizes.ofReferences(newCapacity);
  }

  @Override
  void resize(int newCapacity) {
    keys = keys == null ? new Object[newCapacity] : Arrays.copyOf(keys, newCapacity);
  }
}
