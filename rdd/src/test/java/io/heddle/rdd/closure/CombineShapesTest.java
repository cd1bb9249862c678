package io.heddle.rdd.closure;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.function.Function2;
import io.heddle.task.CombineShape;
import org.junit.jupiter.api.Test;

class CombineShapesTest {
  @Test
  void method_references_to_sums_minima_and_maxima_are_told() {
    assertThat(ints(Integer::sum)).isEqualTo(CombineShape.INT_SUM);
    assertThat(ints(Integer::min)).isEqualTo(CombineShape.INT_MIN);
    assertThat(ints(Math::max)).isEqualTo(CombineShape.INT_MAX);
    assertThat(longs(Long::sum)).isEqualTo(CombineShape.LONG_SUM);
    assertThat(longs(Math::min)).isEqualTo(CombineShape.LONG_MIN);
    assertThat(longs(Long::max)).isEqualTo(CombineShape.LONG_MAX);
    assertThat(doubles(Double::sum)).isEqualTo(CombineShape.DOUBLE_SUM);
    assertThat(doubles(Math::min)).isEqualTo(CombineShape.DOUBLE_MIN);
    assertThat(doubles(Double::max)).isEqualTo(CombineShape.DOUBLE_MAX);
  }

  @Test
  void lambdas_that_only_fold_their_two_arguments_are_told() {
    assertThat(ints((a, b) -> a + b)).isEqualTo(CombineShape.INT_SUM);
    assertThat(longs((a, b) -> a + b)).isEqualTo(CombineShape.LONG_SUM);
    assertThat(doubles((a, b) -> a + b)).isEqualTo(CombineShape.DOUBLE_SUM);
    assertThat(ints((a, b) -> Math.max(a, b))).isEqualTo(CombineShape.INT_MAX);
    assertThat(longs((a, b) -> Long.min(a, b))).isEqualTo(CombineShape.LONG_MIN);
    assertThat(doubles((a, b) -> Double.sum(a, b))).isEqualTo(CombineShape.DOUBLE_SUM);
  }

  @Test
  void anything_else_is_generic() {
    int captured = 1;
    assertThat(ints((a, b) -> a + b + 1)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints((a, b) -> a - b)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints((a, b) -> a + a)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints((a, b) -> b)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints((a, b) -> a + captured)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints((a, b) -> a * b)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints((a, b) -> (int) ((long) a + b))).isEqualTo(CombineShape.GENERIC);
    assertThat(ints(Math::addExact)).isEqualTo(CombineShape.GENERIC);
    assertThat(longs((a, b) -> Math.addExact(a, b))).isEqualTo(CombineShape.GENERIC);
    assertThat(doubles((a, b) -> a + b > 5 ? a : b)).isEqualTo(CombineShape.GENERIC);
    assertThat(doubles(Math::pow)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints(Sum::sum)).isEqualTo(CombineShape.GENERIC);
    assertThat(ints(new Sum())).isEqualTo(CombineShape.GENERIC);
    assertThat(CombineShapes.of((Function2<String, String, String>) (a, b) -> a + b))
        .isEqualTo(CombineShape.GENERIC);
    assertThat(CombineShapes.of((Function2<Short, Short, Short>) (a, b) -> (short) (a + b)))
        .isEqualTo(CombineShape.GENERIC);
    assertThat(CombineShapes.of((Function2<Long, Integer, Long>) (a, b) -> a + b))
        .isEqualTo(CombineShape.GENERIC);
    assertThat(CombineShapes.of((Function2<Object, Object, Object>) (a, b) -> a))
        .isEqualTo(CombineShape.GENERIC);
  }

  private static final class Sum implements Function2<Integer, Integer, Integer> {
    static Integer sum(Integer a, Integer b) {
      return a * b;
    }

    @Override
    public Integer call(Integer a, Integer b) {
      return a + b;
    }
  }

  private static CombineShape ints(Function2<Integer, Integer, Integer> fold) {
    return CombineShapes.of(fold);
  }

  private static CombineShape longs(Function2<Long, Long, Long> fold) {
    return CombineShapes.of(fold);
  }

  private static CombineShape doubles(Function2<Double, Double, Double> fold) {
    return CombineShapes.of(fold);
  }
}
