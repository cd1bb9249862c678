package io.heddle.rdd.function;

import io.heddle.rdd.Pair;
import java.io.Serializable;
import java.util.Iterator;

/** One value to any number of pairs. */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends Serializable {
  Iterator<Pair<K, V>> call(T value) throws Exception;
}
