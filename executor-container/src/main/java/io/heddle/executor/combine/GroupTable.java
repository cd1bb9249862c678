package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.row.ValueColumn;
import io.heddle.serde.Batch;
import java.io.IOException;
import java.util.Arrays;

/**
 * A table from keys to all the values that they have in each of several inputs, in the order of
 * coming. A {@link KeyIndex} gives each key a number; the values of an input lie in one column, and
 * those of one key are chained by their rows:
 *
 * <pre>
 *   last[input][key]  = the last row of the key, plus one; 0 for none
 *   next[input][row]  = the row after it, and after the last row the first
 * </pre>
 *
 * <p>With 0 inputs it is a set of keys. The table asks its {@link Room} before it grows. When it is
 * refused, the room takes the contents away ({@link Room#full}), and the table goes on empty.
 *
 * <p>Used by one thread.
 */
public final class GroupTable {
  /** Says that a key has no row in an input, or none after this one. */
  public static final int NONE = -1;

  /** Returned by {@link #find} for a key that is not there. */
  public static final int ABSENT = KeyIndex.ABSENT;

  /** Keys that {@link #find} takes at once. */
  public static final int FOUND_AT_ONCE = KeyIndex.NOTED;

  private static final int FIRST_ROWS = 256;
  private static final int MAX_ROWS = 1 << 30;

  private final Room room;
  private final Grant grant;
  private final int inputs;
  private final int[][] last;
  private final int[][] next;
  private final ValueColumn[] values;
  private final int[] ids = new int[FOUND_AT_ONCE];
  private final int[] notedFrom = new int[FOUND_AT_ONCE];
  private final int[] notedIds = new int[FOUND_AT_ONCE];
  private KeyIndex index = KeyIndex.forKey("");
  private long bytes;
  private int clears;

  public GroupTable(int inputs, Room room) {
    this.inputs = inputs;
    this.room = room;
    this.grant = new Grant(room);
    last = new int[inputs][];
    next = new int[inputs][];
    values = new ValueColumn[inputs];
    clear();
  }

  /** Empties the table and lets its large arrays go. */
  public void clear() {
    index.clear();
    for (int i = 0; i < inputs; i++) {
      last[i] = new int[index.capacity()];
      next[i] = new int[FIRST_ROWS];
      values[i] = ValueColumn.forValue(null);
    }
    grant.reset();
    clears++;
    bytes = count();
  }

  /** Keys in the table; their numbers are those below. */
  public int size() {
    return index.size;
  }

  public int inputs() {
    return inputs;
  }

  /** Bytes of its arrays, of what they hold, as estimated, and of writing it by parts. */
  public long bytes() {
    return bytes;
  }

  public Object keyAt(int id) {
    return index.keyAt(id);
  }

  /** The key's hash, the same in every table. */
  public int hashAt(int id) {
    return index.hashAt(id);
  }

  /** The hash of any key, the same as {@link #hashAt} tells. */
  public static int hashOf(Object key) {
    return KeyHash.of(key);
  }

  /** The first row of a key in an input, or {@link #NONE}. */
  public int firstRow(int input, int id) {
    int end = last[input][id];
    return end == 0 ? NONE : next[input][end - 1];
  }

  /** The row of the same key that follows, or {@link #NONE}. */
  public int nextRow(int input, int id, int row) {
    return row == last[input][id] - 1 ? NONE : next[input][row];
  }

  /** The value in a row; may be made anew each time. */
  public Object valueAt(int input, int row) {
    return values[input].get(row);
  }

  /**
   * Looks keys up.
   *
   * @param count at most {@link #FOUND_AT_ONCE}
   * @param found takes the numbers, {@link #ABSENT} for keys that are not there
   */
  public void find(Object[] keys, int from, int count, int[] found) {
    int noted = 0;
    for (int i = 0; i < count; i++) {
      Object key = keys[from + i];
      if (index.note(key, noted)) {
        notedFrom[noted++] = i;
      } else {
        found[i] = index.find(key);
      }
    }
    if (noted > 0) {
      index.findNoted(noted, notedIds);
      for (int i = 0; i < noted; i++) {
        found[notedFrom[i]] = notedIds[i];
      }
    }
  }

  /** Adds the pairs of a batch, whose arrays stay the caller's, to an input; 0 when it is a set. */
  public void addAll(Batch batch, int input) throws IOException {
    Object[] keys = batch.keys();
    for (int from = 0; from < batch.size(); from += FOUND_AT_ONCE) {
      int count = Math.min(FOUND_AT_ONCE, batch.size() - from);
      find(keys, from, count, ids);
      int state = clears;
      for (int i = 0; i < count; i++) {
        Object key = keys[from + i];
        // An absent one may have come with this very lot.
        int id = ids[i] == ABSENT || clears != state ? index.find(key) : ids[i];
        if (inputs == 0) {
          if (id == ABSENT) {
            addKey(key, 0);
          }
        } else {
          addRow(id, key, input, batch.pairValue(from + i));
        }
      }
    }
  }

  private void addRow(int id, Object key, int input, Object value) throws IOException {
    ValueColumn column = values[input].accepting(value);
    values[input] = column;
    int row = column.size();
    long growth = column.growth(value);
    if (row == next[input].length) {
      growth += ObjectSizes.ofArray(2L * row, Integer.BYTES);
    }
    if (id == ABSENT) {
      addKey(key, growth);
      id = index.size - 1;
    } else if (growth > 0 && !grant.covers(bytes + growth) || row == MAX_ROWS) {
      room.full();
      addKey(key, 0);
      id = 0;
    }
    append(id, input, value);
    if (growth > 0) {
      bytes = count();
    }
  }

  private void append(int id, int input, Object value) {
    if (values[input].size() == 0) {
      values[input] = values[input].accepting(value); // emptied since it was made for the value
    }
    ValueColumn column = values[input];
    int row = column.size();
    if (row == next[input].length) {
      next[input] = Arrays.copyOf(next[input], 2 * row);
    }
    int end = last[input][id];
    if (end == 0) {
      next[input][row] = row;
    } else {
      next[input][row] = next[input][end - 1];
      next[input][end - 1] = row;
    }
    last[input][id] = row + 1;
    column.add(value);
  }

  /** Adds a key that is not there, with room for so many bytes more. */
  private void addKey(Object key, long more) throws IOException {
    index = index.accepting(key);
    long growth = index.growth(key) + more;
    if (index.size == index.capacity()) {
      growth += inputs * ObjectSizes.ofArray(2L * index.capacity(), Integer.BYTES);
      growth += (long) PartOrder.BYTES_OF_KEY * index.capacity();
    }
    if (index.isFull() || (growth > 0 && index.size > 0 && !grant.covers(bytes + growth))) {
      room.full();
      index = index.accepting(key);
    }
    int capacity = index.capacity();
    index.add(key);
    if (index.capacity() != capacity) {
      for (int i = 0; i < inputs; i++) {
        last[i] = Arrays.copyOf(last[i], index.capacity());
      }
    }
    if (growth > more) {
      bytes = count();
    }
  }

  private long count() {
    long sum = index.bytes() + (long) PartOrder.BYTES_OF_KEY * index.capacity();
    for (int i = 0; i < inputs; i++) {
      sum += ObjectSizes.ofArray(last[i].length, Integer.BYTES);
      sum += ObjectSizes.ofArray(next[i].length, Integer.BYTES);
      sum += values[i].bytes();
    }
    return sum;
  }
}
