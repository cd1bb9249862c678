package io.heddle.rdd;

import io.heddle.rdd.closure.CombineShapes;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;

/** The combiners behind the operations by key. */
final class Combiners {
  private Combiners() {}

  /** The first value as it is, further ones folded in. */
  static <K, V> Combiner<K, V, V> folding(Function2<V, V, V> fold) {
    return folding(fold, CombineShapes.of(fold));
  }

  static <K, V> Combiner<K, V, V> folding(Function2<V, V, V> fold, CombineShape shape) {
    return new Combiner<>(new Same<>(), fold, fold, shape);
  }

  /** Each key's fold begins at a copy of zero. */
  static <K, V, U> Combiner<K, V, U> fromZero(
      U zero, Function2<U, ? super V, U> add, Function2<U, U, U> merge) {
    return new Combiner<>(
        new AddToZero<>(new ZeroValue<>(zero), add), add::call, merge, CombineShape.GENERIC);
  }

  /** Returns what it is given. */
  record Same<T>() implements Function<T, T> {
    @Override
    public T call(T value) {
      return value;
    }
  }

  private record AddToZero<V, U>(ZeroValue<U> zero, Function2<U, ? super V, U> add)
      implements Function<V, U> {
    @Override
    public U call(V value) throws Exception {
      return add.call(zero.copy(), value);
    }
  }
}
