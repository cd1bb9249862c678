package io.heddle.executor.combine;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.serde.StringAccess;
import java.util.Arrays;

/**
 * Strings, kept as their characters in one array, eight bytes a word, the last filled up with
 * zeros. So a key that is there already costs no look at an object elsewhere in the heap, and none
 * of the strings that come is kept.
 */
final class StringIndex extends KeyIndex {
  private static final int FIRST_WORDS = 1024;

  /** Longer strings are not noted. */
  private static final int NOTED_BYTES = 256;

  /** By number: where the characters begin, in words, above their {@link StringAccess#form}. */
  private long[] places;

  private long[] words;
  private int used;

  private final int[] notedHashes = new int[NOTED];
  private final int[] notedForms = new int[NOTED];
  private final int[] notedFrom = new int[NOTED + 1];
  private final long[] notedWords = new long[NOTED * NOTED_BYTES / Long.BYTES];
  private final long[] notedPlaces = new long[NOTED];

  /** Written so that the loads of {@link #touchWords} are not left out as useless. */
  @SuppressWarnings("unused")
  private long touched;

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
  boolean note(Object key, int position) {
    if (!(key instanceof String s)) {
      return false;
    }
    byte[] bytes = StringAccess.bytes(s);
    int length = bytes.length;
    if (length > NOTED_BYTES) {
      return false;
    }
    int from = notedFrom[position];
    int to = StringAccess.copy(bytes, notedWords, from);
    int form = StringAccess.form(s, bytes);
    notedForms[position] = form;
    notedHashes[position] = KeyHash.of(form, notedWords, from);
    notedFrom[position + 1] = to;
    return true;
  }

  /** Each step waits for memory once for all keys: slots, then places, then characters. */
  @Override
  void findNoted(int count, int[] ids) {
    touchSlots(count, ids);
    probe(count, ids);
    touchPlaces(count, ids);
    touchWords(count);
    for (int i = 0; i < count; i++) {
      if (ids[i] != ABSENT && !isNoted(i, notedPlaces[i])) {
        ids[i] = search(i); // another key of the same hash
      }
    }
  }

  /** Loads the first slot of each, to no other end than that the next step finds it near. */
  private void touchSlots(int count, int[] ids) {
    for (int i = 0; i < count; i++) {
      ids[i] = (int) slots[notedHashes[i] >>> shift];
    }
  }

  /** The first key of each one's hash. */
  private void probe(int count, int[] ids) {
    long[] table = slots;
    int mask = table.length - 1;
    for (int i = 0; i < count; i++) {
      int hash = notedHashes[i];
      int at = hash >>> shift;
      long slot = table[at];
      while (slot != 0 && (int) (slot >>> 32) != hash) {
        at = (at + 1) & mask;
        slot = table[at];
      }
      ids[i] = (int) slot - 1; // ABSENT where it is free
    }
  }

  private void touchPlaces(int count, int[] ids) {
    for (int i = 0; i < count; i++) {
      notedPlaces[i] = places[Math.max(ids[i], 0)];
    }
  }

  private void touchWords(int count) {
    long all = 0;
    for (int i = 0; i < count; i++) {
      // The characters of an empty string may begin where the array ends.
      all |= words[Math.min((int) (notedPlaces[i] >>> 32), words.length - 1)];
    }
    touched = all;
  }

  private boolean isNoted(int position, long place) {
    if ((int) place != notedForms[position]) {
      return false;
    }
    int mine = notedFrom[position];
    int there = (int) (place >>> 32);
    int count = notedFrom[position + 1] - mine;
    for (int i = 0; i < count; i++) {
      if (words[there + i] != notedWords[mine + i]) {
        return false;
      }
    }
    return true;
  }

  private int search(int position) {
    int hash = notedHashes[position];
    int mask = slots.length - 1;
    for (int at = hash >>> shift; slots[at] != 0; at = (at + 1) & mask) {
      int id = (int) slots[at] - 1;
      if ((int) (slots[at] >>> 32) == hash && isNoted(position, places[id])) {
        return id;
      }
    }
    return ABSENT;
  }

  @Override
  Object noted(int position) {
    return StringAccess.string(notedForms[position], notedWords, notedFrom[position]);
  }

  @Override
  void store(Object key) {
    String s = (String) key;
    byte[] bytes = StringAccess.bytes(s);
    int count = StringAccess.words(bytes.length);
    if (count > words.length - used) {
      words = Arrays.copyOf(words, wordsFor(count));
    }
    places[size] = (long) used << 32 | StringAccess.form(s, bytes) & 0xFFFFFFFFL;
    used = StringAccess.copy(bytes, words, used);
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
