package io.heddle.rdd.function;

import io.heddle.rdd.Pair;

/** One value to any number of pairs. */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends FlatMapFunction<T, Pair<K, V>> {}
