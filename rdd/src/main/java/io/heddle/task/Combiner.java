package io.heddle.task;

import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import java.io.Serializable;
import java.util.Objects;

/**
 * How values of one key become one combined value. {@code merge} functions may change and return
 * their first argument.
 *
 * @param shape what the functions compute, where that is known to be a primitive fold: tables then
 *     keep unboxed values and call none of the functions
 */
@SuppressWarnings("UnusedTypeParameter") // K ties a combiner to its pairs
public record Combiner<K, V, C>(
    Function<V, C> create,
    Function2<C, V, C> mergeValue,
    Function2<C, C, C> mergeCombined,
    CombineShape shape)
    implements Serializable {
  public Combiner {
    Objects.requireNonNull(create);
    Objects.requireNonNull(mergeValue);
    Objects.requireNonNull(mergeCombined);
    Objects.requireNonNull(shape);
  }
}
