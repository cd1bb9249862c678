package io.heddle.executor.row;

/**
 * Values in the order of coming, numbered from 0. Those of one class that has a {@link RowKind} are
 * kept as words, others as the objects they are. Used by one thread.
 */
public abstract sealed class ValueColumn permits NumberColumn, WordColumn, ObjectColumn {
  /** Values that have room at the start. */
  static final int FIRST_CAPACITY = 256;

  int size;

  /** An empty one that accepts a value. */
  public static ValueColumn forValue(Object value) {
    RowKind kind = RowKind.of(value);
    if (kind == null) {
      return new ObjectColumn();
    }
    return kind.isNumber() ? new NumberColumn(kind) : new WordColumn(kind);
  }

  /** This column, or one that holds the same values and accepts this one too. */
  public final ValueColumn accepting(Object value) {
    if (accepts(value)) {
      return this;
    }
    if (size == 0) {
      return forValue(value);
    }
    ObjectColumn wider = new ObjectColumn();
    for (int row = 0; row < size; row++) {
      wider.add(get(row));
    }
    return wider;
  }

  public final int size() {
    return size;
  }

  /** Whether it can hold this value. */
  abstract boolean accepts(Object value);

  /** Bytes of heap that it takes, as far as it can tell. */
  public abstract long bytes();

  /**
   * Bytes that must be free to append a value: 0 mostly for what is kept as words, and more than
   * the value needs where an array is to be replaced by a larger one.
   */
  public abstract long growth(Object value);

  /** Appends a value that it accepts. */
  public abstract void add(Object value);

  /** The value of a number; made anew where values are kept in another form. */
  public abstract Object get(int row);
}
