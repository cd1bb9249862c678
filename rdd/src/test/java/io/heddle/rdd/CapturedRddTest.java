package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.HeddleException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CapturedRddTest {
  private final HeddleContext context = HeddleContext.on(new FakeJobRunner(), null);
  private final RDD<Integer> numbers = context.parallelize(List.of(1, 2));

  @Test
  void an_rdd_inside_a_function_is_refused_with_advice() {
    RDD<Integer> other = context.parallelize(List.of(3));
    assertThatThrownBy(() -> numbers.map(n -> other.count()))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("captures an RDD, which exists in the driver only")
        .hasMessageContaining("collect it first, or join")
        .hasMessageContaining("captures variable 1 of 1 (io.heddle.rdd.RDD)");
  }

  @Test
  void the_context_inside_a_function_is_refused() {
    HeddleContext local = context;
    assertThatThrownBy(() -> numbers.filter(n -> local.defaultParallelism() > n))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("captures the HeddleContext");
  }

  @Test
  void every_operation_checks_its_functions() {
    Object unsendable = new Object();
    PairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> new Pair<>(n, n));
    List<Runnable> calls =
        List.of(
            () -> numbers.map(n -> unsendable.hashCode()),
            () -> numbers.flatMap(n -> List.of(unsendable.hashCode()).iterator()),
            () -> numbers.mapToPair(n -> new Pair<>(unsendable.hashCode(), n)),
            () -> numbers.flatMapToPair(n -> List.of(new Pair<>(unsendable, n)).iterator()),
            () -> numbers.keyBy(n -> unsendable.hashCode()),
            () -> numbers.groupBy(n -> unsendable.hashCode()),
            () -> numbers.sortBy(n -> unsendable.hashCode(), true, 2),
            () -> numbers.mapPartitions(i -> List.of(unsendable).iterator()),
            () -> numbers.mapPartitionsWithIndex((n, i) -> List.of(unsendable).iterator()),
            () -> numbers.reduce((a, b) -> unsendable.hashCode()),
            () -> numbers.fold(0, (a, b) -> unsendable.hashCode()),
            () -> numbers.aggregate(0, (a, b) -> unsendable.hashCode(), Integer::sum),
            () -> numbers.aggregate(0, Integer::sum, (a, b) -> unsendable.hashCode()),
            () -> numbers.foreach(n -> Objects.requireNonNull(unsendable)),
            () -> numbers.foreachPartition(i -> Objects.requireNonNull(unsendable)),
            () -> numbers.top(1, (a, b) -> unsendable.hashCode()),
            () -> numbers.takeOrdered(1, (a, b) -> unsendable.hashCode()),
            () -> numbers.max((a, b) -> unsendable.hashCode()),
            () -> numbers.min((a, b) -> unsendable.hashCode()),
            () -> pairs.mapValues(n -> unsendable.hashCode()),
            () -> pairs.flatMapValues(n -> List.of(unsendable).iterator()),
            () -> pairs.reduceByKey((a, b) -> unsendable.hashCode()),
            () -> pairs.foldByKey(0, (a, b) -> unsendable.hashCode()),
            () -> pairs.aggregateByKey(0, (a, b) -> unsendable.hashCode(), Integer::sum),
            () -> pairs.combineByKey(n -> unsendable.hashCode(), Integer::sum, Integer::sum),
            () -> pairs.sortByKey((a, b) -> unsendable.hashCode()));
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(HeddleException.class)
          .hasMessageContaining("NOT_SERIALIZABLE")
          .hasMessageContaining("(java.lang.Object)");
    }
  }
}
