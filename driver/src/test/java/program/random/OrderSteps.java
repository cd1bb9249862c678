package program.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.Partitioner;
import io.heddle.rdd.RDD;
import io.heddle.rdd.function.SerializableComparator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Steps that sort rows, or move them to other partitions. */
final class OrderSteps {
  private static final Set<Class<?>> ORDERED =
      Set.of(String.class, Long.class, Integer.class, Double.class, Blob.class);

  private OrderSteps() {}

  static List<Step> all() {
    return List.of(
        new Step("sortByKey", OrderSteps::sortByKey),
        new Step("sortByKey of all keys", (scene, data) -> sortByKey(scene, withOrder(data))),
        new Step("sortBy", OrderSteps::sortBy),
        new Step("filterByRange", OrderSteps::range),
        new Step("repartitionAndSortWithinPartitions", OrderSteps::sortWithin),
        new Step("partitionBy", OrderSteps::partitionBy),
        new Step("repartition", OrderSteps::repartition),
        new Step("coalesce", OrderSteps::coalesce));
  }

  /** Strings as keys, so that their natural order is used. */
  private static Data withOrder(Data data) {
    return data.mapped(
        data.rdd().mapToPair(row -> Plain.pair(Plain.of(row.key()), row.value())),
        row -> Plain.pair(Plain.of(row.key()), row.value()));
  }

  /** Whether keys have an order of their own: all of one class, and no null. */
  private static boolean hasOrder(Data data) {
    Class<?> type = null;
    for (Pair<Object, Object> row : data.rows()) {
      Class<?> own = row.key() == null ? null : row.key().getClass();
      if (own == null || !ORDERED.contains(own) || (type != null && own != type)) {
        return false;
      }
      type = own;
    }
    return true;
  }

  @SuppressWarnings("unchecked") // only where keys are comparable
  private static Comparator<Object> natural() {
    return (Comparator<Object>) (Comparator<?>) Comparator.<Integer>naturalOrder();
  }

  private static Data sortByKey(Scene scene, Data data) {
    boolean ascending = scene.chance(2);
    boolean natural = hasOrder(data);
    SerializableComparator<Object> byText = Plain::compare;
    PairRDD<Object, Object> sorted =
        natural
            ? scene.chance(2)
                ? data.rdd().sortByKey(ascending)
                : data.rdd().sortByKey(ascending, scene.partitions())
            : data.rdd().sortByKey(byText, ascending, scene.partitions());
    Comparator<Object> order = natural ? natural() : byText;
    Comparator<Pair<Object, Object>> byKey = (a, b) -> order.compare(a.key(), b.key());
    return new Data(sorted, data.rows(), ascending ? byKey : byKey.reversed(), false);
  }

  /** Of rows that were sorted, or not. */
  private static Data range(Scene scene, Data data) {
    Data texts = withOrder(data);
    Object lower = Plain.of(scene.draw().key(scene.random()));
    Object upper = Plain.of(scene.draw().key(scene.random()));
    return data.shuffled(
        (scene.chance(2) ? sortByKey(scene, texts) : texts).rdd().filterByRange(lower, upper),
        texts.rows().stream()
            .filter(row -> row.key().toString().compareTo(lower.toString()) >= 0)
            .filter(row -> row.key().toString().compareTo(upper.toString()) <= 0)
            .toList());
  }

  private static Data sortBy(Scene scene, Data data) {
    boolean ascending = scene.chance(2);
    Comparator<Pair<Object, Object>> order = Comparator.comparing(Plain::of);
    return new Data(
        data.rdd().sortBy(Plain::of, ascending, scene.partitions()),
        data.rows(),
        ascending ? order : order.reversed(),
        false);
  }

  private static Data sortWithin(Scene scene, Data data) {
    Partitioner partitioner = scene.partitioner();
    boolean natural = hasOrder(data);
    SerializableComparator<Object> byText = Plain::compare;
    PairRDD<Object, Object> sorted =
        natural
            ? data.rdd().repartitionAndSortWithinPartitions(partitioner)
            : data.rdd().repartitionAndSortWithinPartitions(partitioner, byText);
    Comparator<Object> order = natural ? natural() : byText;
    List<List<Object>> keys = divided(sorted, partitioner);
    assertThat(keys).allSatisfy(own -> assertThat(own).isSortedAccordingTo(order));
    return data.shuffled(sorted, data.rows());
  }

  /** The keys of each partition, which are where the partitioner puts them. */
  private static List<List<Object>> divided(RDD<Pair<Object, Object>> rdd, Partitioner by) {
    List<List<Object>> keys = rdd.map(Pair::key).glom().collect();
    assertThat(keys).hasSize(by.numPartitions());
    for (int p = 0; p < keys.size(); p++) {
      int partition = p;
      assertThat(keys.get(p)).allSatisfy(k -> assertThat(by.getPartition(k)).isEqualTo(partition));
    }
    return keys;
  }

  private static Data partitionBy(Scene scene, Data data) {
    Partitioner partitioner = scene.partitioner();
    PairRDD<Object, Object> moved = data.rdd().partitionBy(partitioner);
    assertThat(moved.partitioner()).contains(partitioner);
    divided(moved, partitioner);
    return data.shuffled(moved, data.rows());
  }

  private static Data repartition(Scene scene, Data data) {
    int partitions = scene.partitions();
    PairRDD<Object, Object> moved =
        scene.chance(2)
            ? data.rdd().repartition(partitions)
            : data.rdd().coalesce(partitions, true);
    assertThat(moved.getNumPartitions()).isEqualTo(partitions);
    return data.shuffled(moved, data.rows());
  }

  private static Data coalesce(Scene scene, Data data) {
    int partitions = scene.partitions();
    PairRDD<Object, Object> fewer = data.rdd().coalesce(partitions);
    assertThat(fewer.getNumPartitions())
        .isEqualTo(Math.min(partitions, data.rdd().getNumPartitions()));
    return data.mapped(fewer, data.rows());
  }
}
