package io.heddle.rdd;

import io.heddle.conf.ApplicationSettings;
import io.heddle.rdd.lineage.CoGrouped;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.MappedPartitions;
import io.heddle.rdd.lineage.Matching;
import io.heddle.rdd.lineage.Shuffled;
import io.heddle.task.Combiner;
import io.heddle.task.ShuffleSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The operations that bring pairs with equal keys together. Data that the wanted partitioner has
 * divided already stays where it is.
 */
final class Shuffles {
  /**
   * A partitioner at hand is used although another input has up to this many times its partitions.
   */
  private static final int ENOUGH_PARTITIONS = 10;

  private Shuffles() {}

  /**
   * The partitioner for an operation whose caller names none: the largest among the inputs' own if
   * it has enough partitions, else by hash into as many partitions as {@code
   * heddle.default.parallelism} says or, where that is not set, as the largest input has.
   */
  static Partitioner defaultPartitioner(RDD<?>... inputs) {
    int largest = 1;
    Partitioner known = null;
    for (RDD<?> input : inputs) {
      largest = Math.max(largest, input.getNumPartitions());
      Optional<Partitioner> own = input.partitioner();
      if (own.isPresent() && (known == null || own.get().numPartitions() > known.numPartitions())) {
        known = own.get();
      }
    }
    int set = inputs[0].context().conf().get(ApplicationSettings.DEFAULT_PARALLELISM);
    int wanted = set > 0 ? set : largest;
    boolean enough =
        known != null
            && (known.numPartitions() >= wanted
                || (long) known.numPartitions() * ENOUGH_PARTITIONS > largest);
    return enough ? known : new HashPartitioner(wanted);
  }

  static <K, V, C> PairRDD<K, C> combine(
      RDD<Pair<K, V>> pairs,
      Combiner<K, V, C> combiner,
      Partitioner partitioner,
      boolean mapSideCombine,
      String operation) {
    Lineage<Pair<K, V>> input = pairs.lineage();
    if (isDividedBy(pairs, partitioner)) {
      return pairs.pairNode(
          new MappedPartitions<>(
              pairs.origin(operation), input, new LocalCombine<>(combiner), true));
    }
    ShuffleSpec<K, V, C> spec =
        new ShuffleSpec<>(
            pairs.context().ids().nextShuffle(), partitioner, combiner, mapSideCombine);
    return pairs.pairNode(new Shuffled<>(pairs.origin(operation), input, spec, null));
  }

  static <K, V> PairRDD<K, V> partitionBy(
      PairRDD<K, V> pairs, Partitioner partitioner, String operation) {
    return isDividedBy(pairs, partitioner) ? pairs : divided(pairs, partitioner, null, operation);
  }

  /** Each partition sorted, and the partitions one after another. */
  static <K, V> PairRDD<K, V> sort(
      RDD<Pair<K, V>> pairs, Comparator<? super K> ordering, int partitions, String operation) {
    RangePartitioner partitioner = KeySamples.partitioner(pairs, partitions, ordering, operation);
    return divided(pairs, partitioner, ordering, operation);
  }

  /** Always moves, as what was divided before is in no order. */
  static <K, V> PairRDD<K, V> divided(
      RDD<Pair<K, V>> pairs,
      Partitioner partitioner,
      Comparator<? super K> ordering,
      String operation) {
    ShuffleSpec<K, V, V> spec =
        new ShuffleSpec<>(pairs.context().ids().nextShuffle(), partitioner, null, false);
    return pairs.pairNode(new Shuffled<>(pairs.origin(operation), pairs.lineage(), spec, ordering));
  }

  static boolean isDividedBy(RDD<?> rdd, Partitioner partitioner) {
    return rdd.partitioner().filter(partitioner::equals).isPresent();
  }

  /** For each key, a list for each input of its values there. */
  static <K> PairRDD<K, List<List<Object>>> cogroup(
      List<? extends RDD<?>> inputs, Partitioner partitioner, String operation) {
    return match(inputs, partitioner, new Matchings.Groups<K>(), operation);
  }

  /** Brings pairs with equal keys of all inputs together. */
  static <K, R> PairRDD<K, R> match(
      List<? extends RDD<?>> inputs,
      Partitioner partitioner,
      Matching<K, R> matching,
      String operation) {
    RDD<?> first = inputs.get(0);
    List<CoGrouped.Input<K>> parts = new ArrayList<>();
    for (RDD<?> input : inputs) {
      parts.add(
          new CoGrouped.Input<>(
              pairs(input),
              isDividedBy(input, partitioner)
                  ? null
                  : new ShuffleSpec<>(
                      first.context().ids().nextShuffle(), partitioner, null, false)));
    }
    return first.pairNode(new CoGrouped<>(first.origin(operation), partitioner, parts, matching));
  }

  @SuppressWarnings("unchecked")
  private static <K> Lineage<Pair<K, Object>> pairs(RDD<?> rdd) {
    return (Lineage<Pair<K, Object>>) rdd.lineage();
  }
}
