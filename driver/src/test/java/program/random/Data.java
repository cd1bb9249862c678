package program.random;

import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.RDD;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a program has come to: the engine's side, and the rows that it must have.
 *
 * @param order in which the engine must give them; null for none
 * @param stable whether the engine gives them in the same order each time
 */
record Data(
    PairRDD<Object, Object> rdd,
    List<Pair<Object, Object>> rows,
    Comparator<Pair<Object, Object>> order,
    boolean stable) {

  Data shuffled(PairRDD<?, ?> newRdd, List<Pair<Object, Object>> newRows) {
    return new Data(objects(newRdd), newRows, null, false);
  }

  /** Of the same partitions, each row by itself. */
  Data mapped(PairRDD<?, ?> newRdd, List<Pair<Object, Object>> newRows) {
    return new Data(objects(newRdd), newRows, null, stable);
  }

  Data mapped(PairRDD<?, ?> newRdd, Function<Pair<Object, Object>, Pair<Object, Object>> function) {
    return mapped(newRdd, rows.stream().map(function).toList());
  }

  /** With values in place of which a text stands, so that rows can be told equal. */
  Data texts() {
    return mapped(
        rdd.mapValues(value -> (Object) Plain.of(value)),
        row -> Plain.pair(row.key(), Plain.of(row.value())));
  }

  /** Values by key, in the order of the rows. */
  Map<Object, List<Object>> groups() {
    return groups(rows);
  }

  static Map<Object, List<Object>> groups(List<Pair<Object, Object>> rows) {
    Map<Object, List<Object>> groups = new LinkedHashMap<>();
    for (Pair<Object, Object> row : rows) {
      groups.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row.value());
    }
    return groups;
  }

  /** Characters of the texts of the key that has most. */
  long largestGroup() {
    return groups().values().stream()
        .mapToLong(values -> values.stream().mapToLong(v -> Plain.of(v).length()).sum())
        .max()
        .orElse(0);
  }

  /** A row for each key, made of its values. */
  List<Pair<Object, Object>> perKey(Function<List<Object>, Object> function) {
    List<Pair<Object, Object>> made = new ArrayList<>();
    groups().forEach((key, values) -> made.add(Plain.pair(key, function.apply(values))));
    return made;
  }

  @SuppressWarnings("unchecked") // Object is what everything is
  static PairRDD<Object, Object> objects(RDD<? extends Pair<?, ?>> rdd) {
    return PairRDD.of((RDD<Pair<Object, Object>>) (RDD<?>) rdd);
  }
}
