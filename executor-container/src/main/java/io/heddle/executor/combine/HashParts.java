package io.heddle.executor.combine;

/**
 * How keys that do not fit into memory are divided into parts, each to be handled by itself. A part
 * that does not fit in turn is divided again, by other bits of the hash; after {@link #MAX_LEVEL}
 * times it must fit, as then its keys have one hash.
 */
public final class HashParts {
  /** Parts of a division. */
  public static final int COUNT = 32;

  /** Of the last division; the first is 0. */
  public static final int MAX_LEVEL = 6;

  private HashParts() {}

  /** Five bits of the hash, mixed differently at each level. */
  public static int part(int hash, int level) {
    int h = (hash ^ (level * 0x7FEB352D)) * 0x85EBCA6B;
    h ^= h >>> 15;
    h *= 0xC2B2AE35;
    return h >>> 27;
  }
}
