package io.heddle.executor.row;

import io.heddle.executor.memory.ObjectSizes;
import java.util.Arrays;

/** Strings or byte arrays: where each begins, above its form, and the words of all. */
final class WordColumn extends ValueColumn {
  private static final int FIRST_WORDS = 1024;

  private final RowKind kind;
  private long[] places = new long[FIRST_CAPACITY];
  private long[] words = new long[FIRST_WORDS];
  private int used;

  WordColumn(RowKind kind) {
    this.kind = kind;
  }

  @Override
  boolean accepts(Object value) {
    return RowKind.of(value) == kind;
  }

  @Override
  public long bytes() {
    return ObjectSizes.ofArray(places.length, Long.BYTES)
        + ObjectSizes.ofArray(words.length, Long.BYTES);
  }

  @Override
  public long growth(Object value) {
    int count = RowKind.words(kind.form(value));
    long more = size < places.length ? 0 : ObjectSizes.ofArray(2L * size, Long.BYTES);
    return count <= words.length - used
        ? more
        : more + ObjectSizes.ofArray(wordsFor(count), Long.BYTES);
  }

  /** The array's length that has room for so many words more. */
  private int wordsFor(int more) {
    return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * words.length, (long) used + more));
  }

  @Override
  public void add(Object value) {
    int form = kind.form(value);
    int count = RowKind.words(form);
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    if (count > words.length - used) {
      words = Arrays.copyOf(words, wordsFor(count));
    }
    kind.write(value, words, used);
    places[size++] = (long) used << 32 | form & 0xFFFFFFFFL;
    used += count;
  }

  @Override
  public Object get(int row) {
    long place = places[row];
    return kind.read((int) place, words, (int) (place >>> 32));
  }
}
