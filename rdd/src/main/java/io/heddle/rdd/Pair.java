package io.heddle.rdd;

import java.io.Serializable;

/** A key and its value; either may be null. */
public record Pair<K, V>(K key, V value) implements Serializable {
  public static <K, V> Pair<K, V> of(K key, V value) {
    return new Pair<>(key, value);
  }

  /** The key, under the name that programs moved from Spark use. */
  public K _1() {
    return key;
  }

  /** The value, under the name that programs moved from Spark use. */
  public V _2() {
    return value;
  }

  @Override
  public String toString() {
    return "(" + key + "," + value + ")";
  }
}
