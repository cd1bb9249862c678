package program.random;

import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Steps that take each row by itself. */
final class MapSteps {
  private MapSteps() {}

  static List<Step> all() {
    return List.of(
        new Step("mapValues", (scene, data) -> mapValues(data)),
        new Step("flatMapValues", (scene, data) -> flatMapValues(data)),
        new Step("filter", (scene, data) -> filter(data)),
        new Step("map", (scene, data) -> map(data)),
        new Step("mapToPair", (scene, data) -> mapToPair(1 + scene.random().nextInt(40), data)),
        new Step("flatMapToPair", (scene, data) -> flatMapToPair(data)),
        new Step("mapPartitionsToPair", (scene, data) -> mapPartitions(data)),
        new Step("mapPartitionsWithIndex", (scene, data) -> withIndex(data)),
        new Step("keyBy", (scene, data) -> keyBy(1 + scene.random().nextInt(200), data)));
  }

  private static Data mapValues(Data data) {
    return data.mapped(
        data.rdd().mapValues(value -> (Object) new Pair<>(Plain.number(value) % 100, value)),
        row -> Plain.pair(row.key(), new Pair<>(Plain.number(row.value()) % 100, row.value())));
  }

  private static List<Object> some(Object value) {
    List<Object> values = new ArrayList<>();
    for (int i = Plain.number(value) % 3; i > 0; i--) {
      values.add(value);
    }
    return values;
  }

  private static Data flatMapValues(Data data) {
    return data.mapped(
        data.rdd().flatMapValues(value -> some(value).iterator()),
        data.rows().stream()
            .flatMap(row -> some(row.value()).stream().map(v -> Plain.pair(row.key(), v)))
            .toList());
  }

  private static Data filter(Data data) {
    return data.mapped(
        data.rdd().filter(row -> Plain.number(row) % 4 != 0),
        data.rows().stream().filter(row -> Plain.number(row) % 4 != 0).toList());
  }

  private static Data map(Data data) {
    return data.mapped(
        PairRDD.of(data.rdd().map(row -> Plain.pair(row.key(), row))),
        row -> Plain.pair(row.key(), row));
  }

  /** Other keys, each of many rows. */
  private static Data mapToPair(int count, Data data) {
    return data.mapped(
        data.rdd().mapToPair(row -> Plain.pair("g" + Plain.number(row) % count, row.value())),
        row -> Plain.pair("g" + Plain.number(row) % count, row.value()));
  }

  private static Data flatMapToPair(Data data) {
    return data.mapped(
        data.rdd()
            .flatMapToPair(
                row -> some(row.value()).stream().map(v -> Plain.pair(v == null, row)).iterator()),
        data.rows().stream()
            .flatMap(row -> some(row.value()).stream().map(v -> Plain.pair(v == null, row)))
            .toList());
  }

  private static Data mapPartitions(Data data) {
    return data.mapped(
        data.rdd().mapPartitionsToPair(MapSteps::everySecondSwapped),
        row -> Plain.number(row) % 2 == 0 ? row : Plain.pair(row.key(), 1));
  }

  private static Iterator<Pair<Object, Object>> everySecondSwapped(
      Iterator<Pair<Object, Object>> rows) {
    List<Pair<Object, Object>> all = new ArrayList<>();
    rows.forEachRemaining(
        row -> all.add(Plain.number(row) % 2 == 0 ? row : Plain.pair(row.key(), 1)));
    return all.iterator();
  }

  private static Data withIndex(Data data) {
    return data.mapped(
        PairRDD.of(data.rdd().mapPartitionsWithIndex((index, rows) -> rows, true)), data.rows());
  }

  private static Data keyBy(int count, Data data) {
    return data.mapped(
        data.rdd().keyBy(row -> (long) Plain.number(row.key()) % count),
        row -> Plain.pair((long) Plain.number(row.key()) % count, row));
  }
}
