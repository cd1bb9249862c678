package io.heddle.executor.combine;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.serde.StringAccess;

/**
 * The hash of a key, the same in every {@link KeyIndex} and for the whole application: spills are
 * divided by it, and may be read by another kind of index than wrote them.
 */
final class KeyHash {
  private static final long PRIME = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio

  /** Whether objects of a class hash by identity, though equal ones are to meet. */
  private static final ClassValue<Boolean> BY_IDENTITY =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            return type.isArray()
                || (type.getMethod("hashCode").getDeclaringClass() == Object.class);
          } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every class has hashCode", e);
          }
        }
      };

  private KeyHash() {}

  /**
   * @throws HeddleException BAD_ARGUMENT for an array, and where a class does not define {@code
   *     hashCode}: no partitioner may have seen the key, as where there is one partition
   */
  static int of(Object key) {
    if (key instanceof String s && StringAccess.AVAILABLE) {
      return of(StringAccess.bytes(s));
    }
    if (key instanceof Long || key instanceof Integer) {
      return of(((Number) key).longValue());
    }
    if (key == null) {
      return 0;
    }
    if (BY_IDENTITY.get(key.getClass())) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "a key of "
              + key.getClass().getTypeName()
              + " has no hashCode by content, so equal keys could not be brought together");
    }
    return of((long) key.hashCode());
  }

  /** Of a number: each bit of the result depends on all of its bits. */
  static int of(long number) {
    return finish(mix(number, PRIME >>> 1));
  }

  /** Of a string's bytes, a word of eight at a time. */
  static int of(byte[] bytes) {
    int length = bytes.length;
    if (length == 0) {
      return 0;
    }
    int last = StringAccess.words(length) - 1;
    long hash = length;
    for (int i = 0; i < last; i++) {
      hash = mix(hash, StringAccess.word(bytes, i));
    }
    return finish(mix(hash, StringAccess.word(bytes, last, length)));
  }

  /** The same of a string that has been taken apart. */
  static int of(int form, long[] words, int from) {
    int length = form >>> 1;
    if (length == 0) {
      return 0;
    }
    long hash = length;
    for (int i = 0; i < StringAccess.words(length); i++) {
      hash = mix(hash, words[from + i]);
    }
    return finish(hash);
  }

  /** Both halves of the 128-bit product, so that no bit of either factor is lost. */
  private static long mix(long hash, long word) {
    long a = hash ^ word;
    return Math.multiplyHigh(a, PRIME) ^ (a * PRIME);
  }

  private static int finish(long hash) {
    return (int) (hash ^ hash >>> 32);
  }
}
