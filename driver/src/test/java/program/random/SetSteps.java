package program.random;

import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.RDD;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Steps on rows as a whole: sets, unions, products. */
final class SetSteps {
  private SetSteps() {}

  static List<Step> all() {
    return List.of(
        new Step("distinct", SetSteps::distinct),
        new Step("distinct keys", SetSteps::distinctKeys),
        new Step("subtract", SetSteps::subtract),
        new Step("intersection", SetSteps::intersection),
        new Step("union", SetSteps::union),
        new Step("cartesian", SetSteps::cartesian));
  }

  private static Data distinct(Scene scene, Data data) {
    Data texts = data.texts();
    return data.shuffled(
        scene.chance(2) ? texts.rdd().distinct() : texts.rdd().distinct(scene.partitions()),
        new ArrayList<>(new LinkedHashSet<>(texts.rows())));
  }

  private static Data distinctKeys(Scene scene, Data data) {
    RDD<Object> keys = data.rdd().keys().distinct(scene.partitions());
    return data.shuffled(
        keys.mapToPair(key -> Plain.pair(key, "once")),
        data.groups().keySet().stream().map(key -> Plain.pair(key, "once")).toList());
  }

  /** Some of the rows, and some that are not among them. */
  private static Data half(Scene scene, Data texts) {
    List<Pair<Object, Object>> rows = new ArrayList<>();
    for (Pair<Object, Object> row : texts.rows()) {
      if (scene.chance(2)) {
        rows.add(scene.chance(8) ? Plain.pair(row.key(), "other") : row);
      }
    }
    return scene.source(rows);
  }

  private static Data subtract(Scene scene, Data data) {
    Data texts = data.texts();
    Data other = half(scene, texts);
    Set<Object> gone = new LinkedHashSet<>(other.rows());
    return data.shuffled(
        scene.chance(2)
            ? texts.rdd().subtract(other.rdd())
            : texts.rdd().subtract(other.rdd(), scene.partitioner()),
        texts.rows().stream().filter(row -> !gone.contains(row)).toList());
  }

  private static Data intersection(Scene scene, Data data) {
    Data texts = data.texts();
    Data other = half(scene, texts);
    Set<Pair<Object, Object>> both = new LinkedHashSet<>(texts.rows());
    both.retainAll(new LinkedHashSet<>(other.rows()));
    return data.shuffled(texts.rdd().intersection(other.rdd()), new ArrayList<>(both));
  }

  private static Data union(Scene scene, Data data) {
    Data other = scene.chance(3) ? data : scene.other(data);
    List<Pair<Object, Object>> rows = new ArrayList<>(data.rows());
    rows.addAll(other.rows());
    PairRDD<Object, Object> all =
        scene.chance(2)
            ? data.rdd().union(other.rdd())
            : PairRDD.of(
                scene.context().union(List.<RDD<Pair<Object, Object>>>of(data.rdd(), other.rdd())));
    return new Data(all, rows, null, data.stable() && other.stable());
  }

  private static Data cartesian(Scene scene, Data data) {
    int count = Math.min(20, Scene.MOST_ROWS / Math.max(1, data.rows().size()));
    Data other = scene.source(scene.random().nextInt(count + 1));
    List<Pair<Object, Object>> rows = new ArrayList<>();
    for (Pair<Object, Object> a : data.rows()) {
      for (Pair<Object, Object> b : other.rows()) {
        rows.add(Plain.pair(a.key(), new Pair<>(a.value(), b)));
      }
    }
    return data.mapped(
        data.rdd()
            .cartesian(other.rdd())
            .mapToPair(
                both -> Plain.pair(both.key().key(), new Pair<>(both.key().value(), both.value()))),
        rows);
  }
}
