package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.serde.Batch;
import io.heddle.task.Combiner;
import java.io.IOException;

/**
 * A hash table from keys to combined values: open addressing with linear probing. Keys and their
 * hashes lie in two arrays, values in a third of the subclass, which keeps them unboxed where the
 * combiner's shape allows. A slot is free where its hash is 0; keys may be null.
 *
 * <p>The table asks its {@link Room} before its arrays or contents grow. When it is refused, the
 * room takes the contents away ({@link Room#full}), and the table goes on empty.
 *
 * <p>Used by one thread.
 */
public abstract class CombineTable {
  /** Slots at the start, and after the contents were taken away. */
  static final int FIRST_CAPACITY = 1024;

  private static final int MAX_CAPACITY = 1 << 30;
  private static final double LOAD = 0.6;

  /** Keys of unknown type are measured once in so many. */
  private static final int MEASURE_EVERY = 16;

  /** What a table is told by its owner. */
  public interface Room {
    /**
     * Asks for the table to use {@code bytes} in all.
     *
     * @return whether it may
     */
    boolean fits(long bytes) throws IOException;

    /** The table may not grow: takes its contents, then calls {@link CombineTable#clear}. */
    void full() throws IOException;
  }

  Object[] keys;
  int[] hashes;
  int shift;

  private final Room room;
  private int size;
  private int limit;
  private long contentBytes;
  private long lastKeyBytes;

  CombineTable(Room room) {
    this.room = room;
  }

  /** A table for a combiner, specialised by its shape. */
  public static CombineTable create(Combiner<?, ?, ?> combiner, Room room) {
    return switch (combiner.shape()) {
      case GENERIC, GROUP -> new ObjectTable(combiner, room);
      case INT_SUM, INT_MIN, INT_MAX -> new IntTable(combiner.shape(), room);
      case LONG_SUM, LONG_MIN, LONG_MAX -> new LongTable(combiner.shape(), room);
      case DOUBLE_SUM, DOUBLE_MIN, DOUBLE_MAX -> new DoubleTable(combiner.shape(), room);
    };
  }

  /** Merges one value into its key's combined value. */
  public abstract void add(Object key, Object value) throws Exception;

  /** Merges a combined value, which is the table's from now on. */
  public abstract void addCombined(Object key, Object combined) throws Exception;

  /**
   * Merges all pairs of a batch, whose arrays stay the caller's.
   *
   * @param combined whether its values are combined ones
   */
  public abstract void addAll(Batch batch, boolean combined) throws Exception;

  /** The combined value in a slot that holds a key. */
  public abstract Object valueAt(int slot);

  /** An array of {@code length} values as {@link #gather} fills it. */
  abstract Object newColumn(int length);

  /** Copies keys and values of slots. */
  abstract void gather(int[] slots, int from, int to, Object[] keyColumn, Object valueColumn);

  abstract void newValues(int capacity);

  /** Makes values for a new capacity, taking over that of each old slot that holds a key. */
  abstract void moveValues(int[] newSlots, int capacity);

  abstract int valueBytes();

  /** Keys in the table. */
  public final int size() {
    return size;
  }

  public final int capacity() {
    return hashes.length;
  }

  /** Whether a slot holds a key. */
  public final boolean holds(int slot) {
    return hashes[slot] != 0;
  }

  public final Object keyAt(int slot) {
    return keys[slot];
  }

  /** The spread hash of the key in a slot; never 0 where there is one. */
  public final int hashAt(int slot) {
    return hashes[slot];
  }

  /** Bytes of its arrays and, as estimated, of what they hold. */
  public final long bytes() {
    return arrayBytes(hashes.length) + contentBytes;
  }

  /** Empties the table and lets its large arrays go. */
  public final void clear() {
    start();
  }

  final void start() {
    size = 0;
    contentBytes = 0;
    lastKeyBytes = 0;
    allocate(FIRST_CAPACITY);
    newValues(FIRST_CAPACITY);
  }

  private void allocate(int capacity) {
    keys = new Object[capacity];
    hashes = new int[capacity];
    shift = 32 - Integer.numberOfTrailingZeros(capacity);
    limit = (int) (capacity * LOAD);
  }

  /**
   * The hash that keys are stored under: spread by a multiplication, so that its high bits, which
   * pick the slot, depend on all bits of {@code hashCode}.
   */
  static int hash(Object key) {
    int h =
        key instanceof String s // the call is direct for the commonest keys
            ? s.hashCode()
            : key == null ? 0 : key.hashCode();
    return (h * 0x9E3779B9) | 1;
  }

  static boolean same(Object key, Object other) {
    return key == other
        || (key instanceof String s ? s.equals(other) : key != null && key.equals(other));
  }

  /**
   * Puts a key that is not in the table into it, which may make the table grow, or its owner take
   * its contents away.
   *
   * @return the slot for its value
   */
  final int insert(Object key, int hash) throws IOException {
    contentBytes += measure(key);
    if (size >= limit || ((size & 63) == 0 && !room.fits(bytes()))) {
      makeRoom(key);
    }
    int mask = hashes.length - 1;
    int slot = hash >>> shift;
    while (hashes[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    keys[slot] = key;
    size++;
    return slot;
  }

  private long measure(Object key) {
    if (key instanceof String || (size & (MEASURE_EVERY - 1)) == 0) {
      lastKeyBytes = ObjectSizes.of(key);
    }
    return lastKeyBytes;
  }

  private void makeRoom(Object key) throws IOException {
    if (size >= limit && hashes.length < MAX_CAPACITY) {
      int capacity = 2 * hashes.length;
      // Old and new arrays are there together for a moment.
      if (room.fits(bytes() + arrayBytes(capacity))) {
        moveTo(capacity);
        room.fits(bytes());
        return;
      }
    }
    room.full();
    contentBytes += measure(key);
  }

  private void moveTo(int capacity) {
    Object[] oldKeys = keys;
    int[] oldHashes = hashes;
    allocate(capacity);
    int mask = capacity - 1;
    int[] newSlots = new int[oldHashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      int hash = oldHashes[i];
      if (hash != 0) {
        int slot = hash >>> shift;
        while (hashes[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        hashes[slot] = hash;
        keys[slot] = oldKeys[i];
        newSlots[i] = slot;
      } else {
        newSlots[i] = -1;
      }
    }
    moveValues(newSlots, capacity);
  }

  /** Says that the values take so much more, or less, than counted so far. */
  final void countContent(long bytes) throws IOException {
    contentBytes += bytes;
    if (bytes > 0 && !room.fits(bytes())) {
      room.full();
    }
  }

  private long arrayBytes(long capacity) {
    // And the order in which a writer walks them.
    return ObjectSizes.ofReferences(capacity) + capacity * (4 + valueBytes()) + 8L * size;
  }

  /** The slots that hold keys, in their order. */
  final int[] occupied() {
    int[] slots = new int[size];
    int n = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != 0) {
        slots[n++] = i;
      }
    }
    return slots;
  }
}
