package io.heddle.rdd.function;

import java.io.Serializable;
import java.util.Iterator;

/** Two values to any number of values. */
@FunctionalInterface
public interface FlatMapFunction2<A, B, R> extends Serializable {
  Iterator<R> call(A first, B second) throws Exception;
}
