package io.heddle.executor.row;

import io.heddle.executor.memory.ObjectSizes;
import java.util.Arrays;

/** Numbers of one class, a word each. */
final class NumberColumn extends ValueColumn {
  private final RowKind kind;
  private long[] words = new long[FIRST_CAPACITY];

  NumberColumn(RowKind kind) {
    this.kind = kind;
  }

  @Override
  boolean accepts(Object value) {
    return RowKind.of(value) == kind;
  }

  @Override
  public long bytes() {
    return ObjectSizes.ofArray(words.length, Long.BYTES);
  }

  @Override
  public long growth(Object value) {
    return size < words.length ? 0 : ObjectSizes.ofArray(2L * size, Long.BYTES);
  }

  @Override
  public void add(Object value) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
    }
    kind.write(value, words, size++);
  }

  @Override
  public Object get(int row) {
    return kind.read(0, words, row);
  }
}
