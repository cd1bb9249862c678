package io.heddle.rdd.function;

import java.io.Serializable;

/** Something done with a value. */
@FunctionalInterface
public interface VoidFunction<T> extends Serializable {
  void call(T value) throws Exception;
}
