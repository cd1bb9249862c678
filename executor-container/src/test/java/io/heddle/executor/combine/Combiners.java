package io.heddle.executor.combine;

import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import java.util.ArrayList;
import java.util.List;

/** Combiners of all shapes, with functions that say the same as the shape. */
public final class Combiners {
  private Combiners() {}

  public static Combiner<Object, Integer, Integer> ints(CombineShape shape) {
    return switch (shape) {
      case INT_SUM -> new Combiner<>(v -> v, Integer::sum, Integer::sum, shape);
      case INT_MIN -> new Combiner<>(v -> v, Math::min, Math::min, shape);
      case INT_MAX -> new Combiner<>(v -> v, Math::max, Math::max, shape);
      default -> throw new IllegalArgumentException(shape.name());
    };
  }

  public static Combiner<Object, Long, Long> longs(CombineShape shape) {
    return switch (shape) {
      case LONG_SUM -> new Combiner<>(v -> v, Long::sum, Long::sum, shape);
      case LONG_MIN -> new Combiner<>(v -> v, Math::min, Math::min, shape);
      case LONG_MAX -> new Combiner<>(v -> v, Math::max, Math::max, shape);
      default -> throw new IllegalArgumentException(shape.name());
    };
  }

  public static Combiner<Object, Double, Double> doubles(CombineShape shape) {
    return switch (shape) {
      case DOUBLE_SUM -> new Combiner<>(v -> v, Double::sum, Double::sum, shape);
      case DOUBLE_MIN -> new Combiner<>(v -> v, Math::min, Math::min, shape);
      case DOUBLE_MAX -> new Combiner<>(v -> v, Math::max, Math::max, shape);
      default -> throw new IllegalArgumentException(shape.name());
    };
  }

  /** Text joined by commas: order matters. */
  public static Combiner<Object, String, String> joined() {
    return new Combiner<>(
        v -> v, (a, b) -> a + "," + b, (a, b) -> a + "," + b, CombineShape.GENERIC);
  }

  public static Combiner<Object, Integer, List<Integer>> lists() {
    return new Combiner<>(
        v -> new ArrayList<>(List.of(v)),
        (list, v) -> {
          list.add(v);
          return list;
        },
        (a, b) -> {
          List<Integer> all = new ArrayList<>(a);
          all.addAll(b);
          return all;
        },
        CombineShape.GENERIC);
  }
}
