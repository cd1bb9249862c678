package program.random;

import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.Partitioner;
import io.heddle.rdd.Quad;
import io.heddle.rdd.Triple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Steps that bring the rows of several inputs together by key. */
final class JoinSteps {
  private JoinSteps() {}

  static List<Step> all() {
    return List.of(
        new Step("join", JoinSteps::inner),
        new Step("leftOuterJoin", JoinSteps::left),
        new Step("rightOuterJoin", JoinSteps::right),
        new Step("fullOuterJoin", JoinSteps::full),
        new Step("cogroup of 2", JoinSteps::two),
        new Step("cogroup of 3", JoinSteps::three),
        new Step("cogroup of 4", JoinSteps::four),
        new Step("subtractByKey", JoinSteps::subtract));
  }

  /** Every pairing of values that an outer join has; null stands for a side without the key. */
  private static List<Pair<Object, Pair<Optional<Optional<Object>>, Optional<Optional<Object>>>>>
      pairings(Data a, Data b) {
    List<Pair<Object, Pair<Optional<Optional<Object>>, Optional<Optional<Object>>>>> all =
        new ArrayList<>();
    Map<Object, List<Object>> left = a.groups();
    Map<Object, List<Object>> right = b.groups();
    for (Object key : keys(left, right)) {
      for (Optional<Optional<Object>> l : side(left.get(key))) {
        for (Optional<Optional<Object>> r : side(right.get(key))) {
          all.add(new Pair<>(key, new Pair<>(l, r)));
        }
      }
    }
    return all;
  }

  @SafeVarargs
  private static Set<Object> keys(Map<Object, List<Object>>... inputs) {
    Set<Object> keys = new LinkedHashSet<>();
    for (Map<Object, List<Object>> input : inputs) {
      keys.addAll(input.keySet());
    }
    return keys;
  }

  private static List<Optional<Optional<Object>>> side(List<Object> values) {
    return values == null
        ? List.of(Optional.empty())
        : values.stream().map(value -> Optional.of(Optional.ofNullable(value))).toList();
  }

  private static Optional<Object> flat(Optional<Optional<Object>> side) {
    return side.flatMap(value -> value);
  }

  private static Object bare(Optional<Optional<Object>> side) {
    return flat(side).orElse(null);
  }

  private static Data inner(Scene scene, Data data) {
    Data other = scene.other(data);
    PairRDD<Object, Pair<Object, Object>> joined =
        switch (scene.random().nextInt(3)) {
          case 0 -> data.rdd().join(other.rdd());
          case 1 -> data.rdd().join(other.rdd(), scene.partitions());
          default -> data.rdd().join(other.rdd(), scene.partitioner());
        };
    return data.shuffled(
        joined,
        pairings(data, other).stream()
            .filter(row -> row.value().key().isPresent() && row.value().value().isPresent())
            .map(
                row ->
                    Plain.pair(
                        row.key(), new Pair<>(bare(row.value().key()), bare(row.value().value()))))
            .toList());
  }

  private static Data left(Scene scene, Data data) {
    Data other = scene.other(data);
    return data.shuffled(
        data.rdd().leftOuterJoin(other.rdd(), scene.partitioner()),
        pairings(data, other).stream()
            .filter(row -> row.value().key().isPresent())
            .map(
                row ->
                    Plain.pair(
                        row.key(), new Pair<>(bare(row.value().key()), flat(row.value().value()))))
            .toList());
  }

  private static Data right(Scene scene, Data data) {
    Data other = scene.other(data);
    return data.shuffled(
        data.rdd().rightOuterJoin(other.rdd(), scene.partitioner()),
        pairings(data, other).stream()
            .filter(row -> row.value().value().isPresent())
            .map(
                row ->
                    Plain.pair(
                        row.key(), new Pair<>(flat(row.value().key()), bare(row.value().value()))))
            .toList());
  }

  private static Data full(Scene scene, Data data) {
    Data other = scene.other(data);
    boolean turned = scene.chance(2);
    Data first = turned ? other : data;
    Data second = turned ? data : other;
    return data.shuffled(
        first.rdd().fullOuterJoin(second.rdd(), scene.partitioner()),
        pairings(first, second).stream()
            .map(
                row ->
                    Plain.pair(
                        row.key(), new Pair<>(flat(row.value().key()), flat(row.value().value()))))
            .toList());
  }

  private static Data subtract(Scene scene, Data data) {
    Data other = scene.other(data);
    Set<Object> gone = other.groups().keySet();
    return data.shuffled(
        scene.chance(2)
            ? data.rdd().subtractByKey(other.rdd())
            : data.rdd().subtractByKey(other.rdd(), scene.partitioner()),
        data.rows().stream().filter(row -> !gone.contains(row.key())).toList());
  }

  private static List<String> of(Map<Object, List<Object>> groups, Object key) {
    return Plain.list(groups.getOrDefault(key, List.of()));
  }

  private static Data two(Scene scene, Data data) {
    Data other = scene.other(data);
    Map<Object, List<Object>> a = data.groups();
    Map<Object, List<Object>> b = other.groups();
    List<Pair<Object, Object>> rows = new ArrayList<>();
    for (Object key : keys(a, b)) {
      rows.add(Plain.pair(key, new Pair<>(of(a, key), of(b, key))));
    }
    PairRDD<Object, Pair<Iterable<Object>, Iterable<Object>>> groups =
        scene.chance(2)
            ? data.rdd().cogroup(other.rdd())
            : data.rdd().cogroup(other.rdd(), scene.partitioner());
    return data.shuffled(
        groups.mapValues(pair -> new Pair<>(Plain.list(pair.key()), Plain.list(pair.value()))),
        rows);
  }

  private static Data three(Scene scene, Data data) {
    Data second = scene.other(data);
    Data third = scene.other(data);
    Map<Object, List<Object>> a = data.groups();
    Map<Object, List<Object>> b = second.groups();
    Map<Object, List<Object>> c = third.groups();
    List<Pair<Object, Object>> rows = new ArrayList<>();
    for (Object key : keys(a, b, c)) {
      rows.add(Plain.pair(key, new Triple<>(of(a, key), of(b, key), of(c, key))));
    }
    Partitioner partitioner = scene.partitioner();
    return data.shuffled(
        data.rdd()
            .cogroup(second.rdd(), third.rdd(), partitioner)
            .mapValues(
                lists ->
                    new Triple<>(
                        Plain.list(lists.first()),
                        Plain.list(lists.second()),
                        Plain.list(lists.third()))),
        rows);
  }

  private static Data four(Scene scene, Data data) {
    Data second = scene.other(data);
    Data third = scene.other(data);
    Map<Object, List<Object>> a = data.groups();
    Map<Object, List<Object>> b = second.groups();
    Map<Object, List<Object>> c = third.groups();
    List<Pair<Object, Object>> rows = new ArrayList<>();
    for (Object key : keys(a, b, c)) {
      rows.add(Plain.pair(key, new Quad<>(of(a, key), of(b, key), of(c, key), of(a, key))));
    }
    return data.shuffled(
        data.rdd()
            .cogroup(second.rdd(), third.rdd(), data.rdd(), scene.partitioner())
            .mapValues(
                lists ->
                    new Quad<>(
                        Plain.list(lists.first()),
                        Plain.list(lists.second()),
                        Plain.list(lists.third()),
                        Plain.list(lists.fourth()))),
        rows);
  }
}
