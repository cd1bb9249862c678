package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.serde.StringAccess;
import java.util.Arrays;

/**
 * Gives each distinct key a number: 0, 1, 2 … in the order of coming. What belongs to keys lies in
 * arrays by that number. Keys that come often tend to come early, so that what is used most lies
 * together.
 *
 * <p>Found by open addressing with linear probing over an array of slots: the key's hash in the
 * upper half, its number plus one in the lower, 0 where free.
 *
 * <p>Used by one thread.
 */
abstract sealed class KeyIndex permits StringIndex, LongIndex, ObjectIndex {
  /** Returned for a key that is not there. */
  static final int ABSENT = -1;

  /** Keys that can be noted at once. */
  static final int NOTED = 64;

  /** Keys at the start, and after {@link #clear}. */
  private static final int FIRST_CAPACITY = 512;

  private static final int MAX_CAPACITY = 1 << 29;

  long[] slots;
  int shift;
  int size;

  /** Keys that have room before the arrays must grow: half the slots. */
  private int capacity;

  /** One for keys of the kind of {@code key}. */
  static KeyIndex forKey(Object key) {
    if (key instanceof String && StringAccess.AVAILABLE) {
      return new StringIndex();
    }
    return key instanceof Long || key instanceof Integer
        ? new LongIndex(key.getClass())
        : new ObjectIndex();
  }

  /** The number of a key, or {@link #ABSENT}. */
  abstract int find(Object key);

  /**
   * Notes a key at a position below {@link #NOTED}, to be looked up together with others: memory is
   * slow to answer, but answers many questions at a time. The key itself is not kept.
   *
   * @return false when it is none that this index notes; then nothing has changed
   */
  boolean note(Object key, int position) {
    return false;
  }

  /** The numbers of the first {@code count} keys noted, {@link #ABSENT} for those not there. */
  void findNoted(int count, int[] ids) {
    throw new UnsupportedOperationException("nothing is noted");
  }

  /** A key noted, made anew. */
  Object noted(int position) {
    throw new UnsupportedOperationException("nothing is noted");
  }

  /** Whether it can hold this key. */
  abstract boolean accepts(Object key);

  /** The key of a number; made anew where keys are held in another form. */
  abstract Object keyAt(int id);

  /** The key's {@link KeyHash}. */
  abstract int hashAt(int id);

  /** Bytes of arrays by number, and of what they refer to. */
  abstract long contentBytes();

  /** Bytes that arrays by number take on top when there is room for so many keys, and this one. */
  abstract long contentGrowth(int newCapacity, Object key);

  /** Makes arrays by number this long, keeping what is in them. */
  abstract void resize(int newCapacity);

  /** Keeps the key under number {@link #size}, for which there is room in the arrays by number. */
  abstract void store(Object key);

  /** Keys that have room, in arrays by number too. */
  final int capacity() {
    return capacity;
  }

  final long bytes() {
    return ObjectSizes.ofArray(slots.length, Long.BYTES) + contentBytes();
  }

  /** Bytes of new arrays that {@link #add} of this key would make, beside those it replaces. */
  final long growth(Object key) {
    if (size < capacity) {
      return contentGrowth(capacity, key);
    }
    return ObjectSizes.ofArray(2L * slots.length, Long.BYTES) + contentGrowth(2 * capacity, key);
  }

  /** Whether it can grow no more. */
  final boolean isFull() {
    return size == MAX_CAPACITY;
  }

  /** Empties it, and lets large arrays go. */
  void clear() {
    size = 0;
    capacity = FIRST_CAPACITY;
    allocate(2 * FIRST_CAPACITY);
    resize(FIRST_CAPACITY);
  }

  private void allocate(int length) {
    slots = new long[length];
    shift = 32 - Integer.numberOfTrailingZeros(length);
  }

  /** Adds a key that is not there, and gives its number. */
  final int add(Object key) {
    if (size == capacity) {
      grow();
    }
    store(key);
    place(slotOf(KeyHash.of(key), size));
    return size++;
  }

  private void grow() {
    long[] old = slots;
    allocate(2 * old.length);
    for (long slot : old) {
      if (slot != 0) {
        place(slot);
      }
    }
    capacity = 2 * capacity;
    resize(capacity);
  }

  private static long slotOf(int hash, int id) {
    return (long) hash << 32 | id + 1;
  }

  private void place(long slot) {
    int mask = slots.length - 1;
    int at = (int) (slot >>> 32) >>> shift;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = slot;
  }

  /**
   * This index, or one that holds the same keys under the same numbers and accepts this one too.
   */
  final KeyIndex accepting(Object key) {
    if (size == 0) {
      return accepts(key) ? this : forKey(key);
    }
    if (accepts(key)) {
      return this;
    }
    KeyIndex wider = new ObjectIndex();
    for (int id = 0; id < size; id++) {
      wider.add(keyAt(id));
    }
    return wider;
  }

  /** Copies keys of numbers. */
  void gather(int[] ids, int from, int to, Object[] column) {
    for (int i = from; i < to; i++) {
      column[i - from] = keyAt(ids[i]);
    }
  }

  static long[] resized(long[] array, int length) {
    return array == null ? new long[length] : Arrays.copyOf(array, length);
  }
}
