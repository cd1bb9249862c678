package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.serde.Batch;
import io.heddle.task.Combiner;
import java.io.IOException;
import java.util.Arrays;

/**
 * A table from keys to combined values. A {@link KeyIndex} gives each key a number, and the
 * subclass keeps the values in an array by that number, unboxed where the combiner's shape allows.
 * Keys may be null.
 *
 * <p>The table asks its {@link Room} before its arrays or contents grow. When it is refused, the
 * room takes the contents away ({@link Room#full}), and the table goes on empty.
 *
 * <p>Used by one thread.
 */
public abstract class CombineTable {
  KeyIndex index = KeyIndex.forKey("");

  /** Numbers of the keys that are noted, once they are looked up. */
  final int[] ids = new int[KeyIndex.NOTED];

  /** Keys noted in the index, each with a value that the subclass keeps. */
  int noted;

  private final Room room;
  private final Grant grant;
  private long valueBytes;

  CombineTable(Room room) {
    this.room = room;
    this.grant = new Grant(room);
  }

  /** A table for a combiner, specialised by its shape. */
  public static CombineTable create(Combiner<?, ?, ?> combiner, Room room) {
    return switch (combiner.shape()) {
      case GENERIC -> ofObjects(combiner, room);
      case INT_SUM, INT_MIN, INT_MAX -> new IntTable(combiner.shape(), room);
      case LONG_SUM, LONG_MIN, LONG_MAX -> new LongTable(combiner.shape(), room);
      case DOUBLE_SUM, DOUBLE_MIN, DOUBLE_MAX -> new DoubleTable(combiner.shape(), room);
    };
  }

  /** A table for any combiner, which calls its functions; values may be null. */
  static CombineTable ofObjects(Combiner<?, ?, ?> combiner, Room room) {
    return new ObjectTable(combiner, room);
  }

  /** Merges one value into its key's combined value; not null where the shape is primitive. */
  public abstract void add(Object key, Object value) throws Exception;

  /** Merges a combined value, which is the table's from now on. */
  public abstract void addCombined(Object key, Object combined) throws Exception;

  /**
   * Merges all pairs of a batch, whose arrays stay the caller's.
   *
   * @param combined whether its values are combined ones
   */
  public abstract void addAll(Batch batch, boolean combined) throws Exception;

  /** The combined value of the key with a number. */
  public abstract Object valueAt(int id);

  /** An array of {@code length} values as {@link #gather} fills it. */
  abstract Object newColumn(int length);

  /** Copies values by number. */
  abstract void gatherValues(int[] ids, int from, int to, Object column);

  /** Makes the values' array this long, keeping what is in it; at first there is none. */
  abstract void resizeValues(int capacity);

  /** Lets all values go. */
  abstract void clearValues();

  /** Bytes of one value in the values' array. */
  abstract int valueWidth();

  /** Merges the values of keys that are noted; a table may do without noting. */
  void mergeNoted() throws IOException {}

  /** Ends a series of merges: only then are all values where they are looked for. */
  public final void settle() throws IOException {
    if (noted > 0) {
      mergeNoted();
    }
  }

  /**
   * Keys in the table; their numbers are those below. To be asked, as all that follows, only after
   * {@link #settle}, or when told that the table is full.
   */
  public final int size() {
    return index.size;
  }

  public final Object keyAt(int id) {
    return index.keyAt(id);
  }

  /** The key's hash, the same in every table. */
  public final int hashAt(int id) {
    return index.hashAt(id);
  }

  /** Bytes of its arrays, of what they hold, as estimated, and of writing it by parts. */
  public final long bytes() {
    return index.bytes()
        + ObjectSizes.ofArray(index.capacity(), valueWidth())
        + valueBytes
        + (long) PartOrder.BYTES_OF_KEY * index.capacity();
  }

  /** Empties the table and lets its large arrays go; keys that are noted stay so. */
  public final void clear() {
    Arrays.fill(ids, KeyIndex.ABSENT);
    valueBytes = 0;
    grant.reset();
    index.clear();
    clearValues();
    resizeValues(index.capacity());
  }

  /** Copies keys and values by number. */
  final void gather(int[] ids, int from, int to, Object[] keyColumn, Object valueColumn) {
    index.gather(ids, from, to, keyColumn);
    gatherValues(ids, from, to, valueColumn);
  }

  /**
   * Puts a key that is not in the table into it, which may make the table grow, or its owner take
   * its contents away.
   *
   * @return the number for its value
   */
  final int insert(Object key) throws IOException {
    index = index.accepting(key);
    long growth = index.growth(key);
    if (index.size == index.capacity()) {
      growth += ObjectSizes.ofArray(2L * index.capacity(), valueWidth());
      growth += (long) PartOrder.BYTES_OF_KEY * index.capacity();
    }
    if (index.isFull() || (index.size > 0 && !grant.covers(bytes() + growth))) {
      room.full();
    }
    int capacity = index.capacity();
    int id = index.add(key);
    if (index.capacity() != capacity) {
      resizeValues(index.capacity());
    }
    if (growth > 0) {
      // Old and new arrays were there together for a moment.
      grant.settleAt(bytes());
    }
    return id;
  }

  /** Says that the values take so much more, or less, than counted so far. */
  final void countContent(long bytes) throws IOException {
    valueBytes += bytes;
    if (bytes > 0 && !grant.covers(bytes())) {
      room.full();
    }
  }

  /** All numbers, in their order. */
  final int[] all() {
    int[] all = new int[size()];
    Arrays.setAll(all, id -> id);
    return all;
  }
}
