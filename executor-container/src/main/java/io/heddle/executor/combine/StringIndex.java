package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import java.util.Arrays;

/**
 * Strings, kept as their characters in one array, eight bytes a word, the last filled up with
 * zeros. So a key that is there already costs no look at an object elsewhere in the heap, and none
 * of the strings that come is kept.
 */
final class StringIndex extends KeyIndex {
  private static final int FIRST_WORDS = 1024;

  /** By number: where the characters begin, in words, above their {@link StringAccess#form}. */
  private long[] places;

  private long[] words;
  private int used;

  StringIndex() {
    clear();
  }

  @Override
  void clear() {
    places = null;
    words = new long[FIRST_WORDS];
    used = 0;
    super.clear();
  }

  @Override
  boolean accepts(Object key) {
    return key instanceof String;
  }

  @Override
  int find(Object key) {
    return key instanceof String s ? find(s) : ABSENT;
  }

  private int find(String s) {
    byte[] bytes = StringAccess.bytes(s);
    int hash = KeyHash.of(bytes);
    int form = StringAccess.form(s, bytes);
    long[] table = slots;
    int mask = table.length - 1;
    for (int at = hash >>> shift; ; at = (at + 1) & mask) {
      long slot = table[at];
      if (slot == 0) {
        return ABSENT;
      }
      if ((int) (slot >>> 32) == hash) {
        int id = (int) slot - 1;
        long place = places[id];
        if ((int) place == form && same(bytes, (int) (place >>> 32))) {
          return id;
        }
      }
    }
  }

  private boolean same(byte[] bytes, int from) {
    int length = bytes.length;
    if (length == 0) {
      return true;
    }
    int last = StringAccess.words(length) - 1;
    for (int i = 0; i < last; i++) {
      if (words[from + i] != StringAccess.word(bytes, i)) {
        return false;
      }
    }
    return words[from + last] == StringAccess.word(bytes, last, length);
  }

  @Override
  void store(Object key) {
    String s = (String) key;
    byte[] bytes = StringAccess.bytes(s);
    int length = bytes.length;
    int count = StringAccess.words(length);
    if (count > words.length - used) {
      words = Arrays.copyOf(words, wordsFor(count));
    }
    places[size] = (long) used << 32 | StringAccess.form(s, bytes) & 0xFFFFFFFFL;
    for (int i = 0; i < count; i++) {
      words[used++] =
          i < count - 1 ? StringAccess.word(bytes, i) : StringAccess.word(bytes, i, length);
    }
  }

  /** The array's length that has room for so many words more. */
  private int wordsFor(int more) {
    return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * words.length, (long) used + more));
  }

  @Override
  Object keyAt(int id) {
    long place = places[id];
    return StringAccess.string((int) place, words, (int) (place >>> 32));
  }

  @Override
  int hashAt(int id) {
    long place = places[id];
    return KeyHash.of((int) place, words, (int) (place >>> 32));
  }

  @Override
  long contentBytes() {
    return ObjectSizes.ofArray(places.length, Long.BYTES)
        + ObjectSizes.ofArray(words.length, Long.BYTES);
  }

  @Override
  long contentGrowth(int newCapacity, Object key) {
    long bytes = newCapacity == capacity() ? 0 : ObjectSizes.ofArray(newCapacity, Long.BYTES);
    int count = StringAccess.words(StringAccess.bytes((String) key).length);
    return count <= words.length - used
        ? bytes
        : bytes + ObjectSizes.ofArray(wordsFor(count), Long.BYTES);
  }

  @Override
  void resize(int newCapacity) {
    places = resized(places, newCapacity);
  }
}
