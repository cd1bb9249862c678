package io.heddle.rdd.function;

import java.io.Serializable;

/** One value to a number. */
@FunctionalInterface
public interface DoubleFunction<T> extends Serializable {
  double call(T value) throws Exception;
}
