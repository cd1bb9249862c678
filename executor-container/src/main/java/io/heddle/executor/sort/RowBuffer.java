package io.heddle.executor.sort;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.row.RowKind;
import io.heddle.rdd.Pair;
import io.heddle.serde.StringAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs as rows of words in large pages, for the natural order of keys or its reverse; all keys of
 * one kind, and all values. What is sorted is an array of key prefixes with the rows' addresses, so
 * that no row is touched until it is given out; rows with equal prefixes are sorted by what
 * follows.
 *
 * <pre>
 *   row     = forms (key's in the upper half, value's in the lower), key's words, value's words
 *   address = page &lt;&lt; 17 | word in the page
 * </pre>
 *
 * <p>The prefix of a string is its first eight characters, the first as the highest byte.
 * Characters beyond 255 have no byte of their own: the prefix is 255 from there on, which keeps the
 * order up to ties.
 */
final class RowBuffer extends SortBuffer {
  private static final int PAGE_BITS = 17;
  private static final int MAX_PAGE = 1 << PAGE_BITS;
  private static final int FIRST_PAGE = 1 << 10;
  private static final int MAX_PAGES = 1 << (31 - PAGE_BITS);
  private static final int FIRST_ROWS = 256;

  /** Words of keys that are sorted one after the other; so deep does sorting call itself. */
  private static final int MAX_DEPTH = 64;

  private static final long SIGN = Long.MIN_VALUE;
  private static final long WIDE_KEY_BYTES = 80;

  /** Words of a cache line. */
  private static final int LINE_WORDS = 8;

  private final long flip;
  private final RadixSort radix = new RadixSort();
  private final List<long[]> pages = new ArrayList<>();
  private RowKind keyKind;
  private RowKind valueKind;
  private long[] page;
  private int used;
  private long pageBytes;
  private long[] prefixes;
  private int[] rows;
  private int size;
  private boolean wide;

  /** Written so that the loads of {@link #touch} are not left out as useless. */
  @SuppressWarnings("unused")
  private long touched;

  /** What keys that are sorted as strings take then. */
  private long wideBytes;

  /** Whether there is such a buffer for an order. */
  static boolean sorts(Comparator<?> ordering) {
    return StringAccess.AVAILABLE
        && (ordering.equals(Comparator.naturalOrder()) || isReverse(ordering));
  }

  private static boolean isReverse(Comparator<?> ordering) {
    return ordering.equals(Collections.reverseOrder());
  }

  /**
   * @param ordering one that it {@link #sorts}
   */
  RowBuffer(Comparator<?> ordering) {
    flip = isReverse(ordering) ? -1 : 0;
    clear();
  }

  @Override
  void clear() {
    keyKind = null;
    valueKind = null;
    pages.clear();
    page = new long[0];
    used = 0;
    pageBytes = 0;
    prefixes = new long[FIRST_ROWS];
    rows = new int[FIRST_ROWS];
    size = 0;
    wide = false;
    wideBytes = 0;
    radix.release();
  }

  @Override
  boolean accepts(Pair<?, ?> pair) {
    RowKind key = RowKind.of(pair.key());
    RowKind value = RowKind.of(pair.value());
    return size == 0
        ? key != null && key.isKey() && value != null
        : key == keyKind && value == valueKind && pages.size() < MAX_PAGES;
  }

  private static int words(Pair<?, ?> pair) {
    return 1
        + RowKind.words(RowKind.of(pair.key()).form(pair.key()))
        + RowKind.words(RowKind.of(pair.value()).form(pair.value()));
  }

  @Override
  long bytesWith(Pair<?, ?> pair) {
    int words = words(pair);
    boolean newPage = words > page.length - used;
    if (!newPage && size < rows.length) {
      return 0;
    }
    long bytes =
        pageBytes + wideBytes + (newPage ? ObjectSizes.ofArray(newPage(words), Long.BYTES) : 0);
    // The arrays, and as much again to sort them; when they grow, old and new are there together.
    return bytes + RadixSort.bytes(rows.length) * (size == rows.length ? 3L : 2L);
  }

  private int newPage(int words) {
    return Math.max(words, Math.min(MAX_PAGE, Math.max(FIRST_PAGE, 2 * page.length)));
  }

  @Override
  void add(Pair<?, ?> pair) {
    if (size == 0) {
      keyKind = RowKind.of(pair.key());
      valueKind = RowKind.of(pair.value());
    }
    if (size == rows.length) {
      prefixes = Arrays.copyOf(prefixes, 2 * size);
      rows = Arrays.copyOf(rows, 2 * size);
    }
    int keyForm = keyKind.form(pair.key());
    int valueForm = valueKind.form(pair.value());
    int keyWords = RowKind.words(keyForm);
    int words = 1 + keyWords + RowKind.words(valueForm);
    if (words > page.length - used) {
      page = new long[newPage(words)];
      pages.add(page);
      pageBytes += ObjectSizes.ofArray(page.length, Long.BYTES);
      used = 0;
    }
    page[used] = (long) keyForm << 32 | valueForm & 0xFFFFFFFFL;
    keyKind.write(pair.key(), page, used + 1);
    valueKind.write(pair.value(), page, used + 1 + keyWords);
    rows[size] = (pages.size() - 1) << PAGE_BITS | used;
    prefixes[size] = prefix(keyForm, page, used + 1) ^ flip;
    size++;
    used += words;
  }

  private long prefix(int form, long[] words, int at) {
    if (keyKind != RowKind.STRING) {
      return words[at] ^ SIGN;
    }
    if ((form & 1) != 0) {
      wide = true;
      // A string with its array, and a pair of it and its row; sorting takes references to these.
      wideBytes += WIDE_KEY_BYTES + 2L * (form >>> 2);
      return widePrefix(form >>> 2, words, at);
    }
    return form == 0 ? 0 : Long.reverseBytes(words[at]);
  }

  private static long widePrefix(int chars, long[] words, int at) {
    long prefix = 0;
    for (int i = 0; i < 8; i++) {
      long c = i < chars ? words[at + (i >>> 2)] >>> ((i & 3) << 4) & 0xFFFF : 0;
      if (c > 0xFF) {
        return prefix << ((8 - i) << 3) | -1L >>> (i << 3);
      }
      prefix = prefix << 8 | c;
    }
    return prefix;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  void sort() {
    sort(0, size, 0);
    radix.release();
  }

  /** Sorts rows that are equal up to word {@code depth} of their keys. */
  private void sort(int from, int to, int depth) {
    radix.sort(prefixes, rows, from, to);
    if (keyKind != RowKind.STRING) {
      return;
    }
    for (int start = from; start < to; ) {
      int end = start + 1;
      while (end < to && prefixes[end] == prefixes[start]) {
        end++;
      }
      if (end - start > 1) {
        sortTied(start, end, depth);
      }
      start = end;
    }
  }

  private void sortTied(int from, int to, int depth) {
    if (wide || depth == MAX_DEPTH) {
      sortByStrings(from, to);
      return;
    }
    boolean more = false;
    boolean sameLength = true;
    int form = keyForm(rows[from]);
    for (int i = from; i < to; i++) {
      int other = keyForm(rows[i]);
      sameLength &= other == form;
      more |= RowKind.words(other) > depth + 1;
    }
    if (more) {
      for (int i = from; i < to; i++) {
        prefixes[i] = word(rows[i], depth + 1) ^ flip;
      }
      sort(from, to, depth + 1);
    } else if (!sameLength) {
      // Characters that are 0 are told from none only by the length.
      for (int i = from; i < to; i++) {
        prefixes[i] = keyForm(rows[i]) ^ flip;
      }
      radix.sort(prefixes, rows, from, to);
    }
  }

  private int keyForm(int row) {
    return (int) (pages.get(row >>> PAGE_BITS)[row & (MAX_PAGE - 1)] >>> 32);
  }

  private long word(int row, int index) {
    if (index >= RowKind.words(keyForm(row))) {
      return 0;
    }
    return Long.reverseBytes(pages.get(row >>> PAGE_BITS)[(row & (MAX_PAGE - 1)) + 1 + index]);
  }

  private record Keyed(String key, int row) {}

  private void sortByStrings(int from, int to) {
    Keyed[] keyed = new Keyed[to - from];
    for (int i = from; i < to; i++) {
      keyed[i - from] = new Keyed((String) key(rows[i]), rows[i]);
    }
    Comparator<Keyed> order = Comparator.comparing(Keyed::key);
    Arrays.sort(keyed, flip == 0 ? order : order.reversed());
    for (int i = from; i < to; i++) {
      rows[i] = keyed[i - from].row();
    }
  }

  private Object key(int row) {
    long[] words = pages.get(row >>> PAGE_BITS);
    int at = row & (MAX_PAGE - 1);
    return keyKind.read((int) (words[at] >>> 32), words, at + 1);
  }

  /** Loads the first cache lines of each row, to no other end than that they are near. */
  @Override
  void touch(int from, int to) {
    long all = 0;
    for (int i = from; i < to; i++) {
      long[] words = pages.get(rows[i] >>> PAGE_BITS);
      int at = rows[i] & (MAX_PAGE - 1);
      int last = words.length - 1;
      all |=
          words[at]
              | words[Math.min(at + LINE_WORDS, last)]
              | words[Math.min(at + 2 * LINE_WORDS, last)];
    }
    touched = all;
  }

  @Override
  Object pair(int place) {
    int row = rows[place];
    long[] words = pages.get(row >>> PAGE_BITS);
    int at = row & (MAX_PAGE - 1);
    int keyForm = (int) (words[at] >>> 32);
    Object key = keyKind.read(keyForm, words, at + 1);
    Object value = valueKind.read((int) words[at], words, at + 1 + RowKind.words(keyForm));
    return new Pair<>(key, value);
  }
}
