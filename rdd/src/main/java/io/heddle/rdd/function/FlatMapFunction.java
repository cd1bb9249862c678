package io.heddle.rdd.function;

import java.util.Iterator;

/** One value to any number of values. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Function<T, Iterator<R>> {}
