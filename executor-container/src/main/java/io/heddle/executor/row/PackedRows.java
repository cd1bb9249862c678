package io.heddle.executor.row;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.rdd.Pair;

/**
 * Values of one kind, or pairs of one kind of key and one of value, packed into one array of words;
 * made anew when asked for. Immutable.
 *
 * <pre>
 *   row of a value = its words
 *   row of a pair  = the key's words, the value's words
 *   starts[row]    = the row's first word           (left out where all rows take as many words)
 *   forms[row]     = the value's {@link RowKind#form}, or the pair's two   (left out for numbers)
 * </pre>
 */
public final class PackedRows {
  /** Larger sets stay objects: few large ones are no burden to the garbage collector. */
  private static final int MAX_WORDS = 1 << 20;

  private final RowKind key;
  private final RowKind value;
  private final long[] words;
  private final int[] starts;
  private final int[] forms;

  private PackedRows(RowKind key, RowKind value, long[] words, int[] starts, int[] forms) {
    this.key = key;
    this.value = value;
    this.words = words;
    this.starts = starts;
    this.forms = forms;
  }

  /** The first values of an array packed; null when they are not all of a kind that can be. */
  public static PackedRows of(Object[] values, int count) {
    if (count == 0) {
      return null;
    }
    boolean pairs = values[0] instanceof Pair<?, ?>;
    RowKind key = pairs ? RowKind.of(((Pair<?, ?>) values[0]).key()) : null;
    RowKind value = RowKind.of(pairs ? ((Pair<?, ?>) values[0]).value() : values[0]);
    if (value == null || (pairs && key == null)) {
      return null;
    }
    long all = 0;
    for (int i = 0; i < count; i++) {
      if (!isOf(values[i], key, value)) {
        return null;
      }
      all += words(values[i], key, value);
    }
    return all > MAX_WORDS ? null : pack(values, count, key, value, (int) all);
  }

  private static boolean isOf(Object object, RowKind key, RowKind value) {
    if (key == null) {
      return RowKind.of(object) == value;
    }
    return object instanceof Pair<?, ?> pair
        && RowKind.of(pair.key()) == key
        && RowKind.of(pair.value()) == value;
  }

  private static int words(Object object, RowKind key, RowKind value) {
    if (key == null) {
      return RowKind.words(value.form(object));
    }
    Pair<?, ?> pair = (Pair<?, ?>) object;
    return RowKind.words(key.form(pair.key())) + RowKind.words(value.form(pair.value()));
  }

  private static PackedRows pack(
      Object[] values, int count, RowKind key, RowKind value, int wordCount) {
    boolean fixed = value.isNumber() && (key == null || key.isNumber());
    long[] words = new long[wordCount];
    int[] starts = fixed ? null : new int[count];
    int[] forms = fixed ? null : new int[key == null ? count : 2 * count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (!fixed) {
        starts[i] = at;
      }
      Object last = values[i];
      int f = i;
      if (key != null) {
        Pair<?, ?> pair = (Pair<?, ?>) values[i];
        key.write(pair.key(), words, at);
        int form = key.form(pair.key());
        at += RowKind.words(form);
        f = 2 * i + 1;
        if (!fixed) {
          forms[2 * i] = form;
        }
        last = pair.value();
      }
      int form = value.form(last);
      value.write(last, words, at);
      at += RowKind.words(form);
      if (!fixed) {
        forms[f] = form;
      }
    }
    return new PackedRows(key, value, words, starts, forms);
  }

  /** Bytes of heap that it takes. */
  public long bytes() {
    long bytes = ObjectSizes.ofArray(words.length, Long.BYTES);
    if (starts != null) {
      bytes += ObjectSizes.ofArray(starts.length, Integer.BYTES);
      bytes += ObjectSizes.ofArray(forms.length, Integer.BYTES);
    }
    return bytes;
  }

  /** The value of a row, made anew. */
  public Object get(int row) {
    if (key == null) {
      return forms == null ? value.read(0, words, row) : value.read(forms[row], words, starts[row]);
    }
    if (forms == null) {
      return new Pair<>(key.read(0, words, 2 * row), value.read(0, words, 2 * row + 1));
    }
    int at = starts[row];
    int keyForm = forms[2 * row];
    Object k = key.read(keyForm, words, at);
    return new Pair<>(k, value.read(forms[2 * row + 1], words, at + RowKind.words(keyForm)));
  }
}
