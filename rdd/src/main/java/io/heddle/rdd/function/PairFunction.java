package io.heddle.rdd.function;

import io.heddle.rdd.Pair;
import java.io.Serializable;

/** One value to a pair. */
@FunctionalInterface
public interface PairFunction<T, K, V> extends Serializable {
  Pair<K, V> call(T value) throws Exception;
}
