package io.heddle.rdd.function;

import java.io.Serializable;
import java.util.Iterator;

/** One value to any number of values. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Serializable {
  Iterator<R> call(T value) throws Exception;
}
