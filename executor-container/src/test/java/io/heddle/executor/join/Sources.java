package io.heddle.executor.join;

import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.PairBatches;
import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Random pairs of one kind of key and value. */
record Sources(IntFunction<Object> key, IntFunction<Object> value) {
  static final Sources STRINGS = new Sources(i -> "key" + i, i -> "värde" + "x".repeat(i % 30));
  static final Sources LONGS = new Sources(i -> (long) i * 7919, i -> (long) i);
  static final Sources MIXED =
      new Sources(
          i -> i == 0 ? null : i % 2 == 1 ? "key" + i : Integer.valueOf(i),
          i -> i % 5 == 0 ? null : i % 5 == 1 ? List.of(i, "a") : Integer.valueOf(i));

  List<Pair<Object, Object>> pairs(Random random, int count, int distinct) {
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(new Pair<>(key.apply(random.nextInt(distinct)), value.apply(random.nextInt(1000))));
    }
    return pairs;
  }

  static BatchSource of(List<Pair<Object, Object>> pairs) {
    return new PairBatches(pairs.iterator());
  }
}
