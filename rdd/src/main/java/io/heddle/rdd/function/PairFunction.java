package io.heddle.rdd.function;

import io.heddle.rdd.Pair;

/** One value to a pair. */
@FunctionalInterface
public interface PairFunction<T, K, V> extends Function<T, Pair<K, V>> {}
