package io.heddle.rdd.function;

import java.io.Serializable;

/** Two values to one. */
@FunctionalInterface
public interface Function2<A, B, R> extends Serializable {
  R call(A first, B second) throws Exception;
}
