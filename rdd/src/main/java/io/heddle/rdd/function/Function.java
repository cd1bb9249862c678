package io.heddle.rdd.function;

import java.io.Serializable;

/** One value to another. */
@FunctionalInterface
public interface Function<T, R> extends Serializable {
  R call(T value) throws Exception;
}
