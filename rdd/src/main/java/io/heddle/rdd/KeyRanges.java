package io.heddle.rdd;

import io.heddle.rdd.lineage.Chosen;
import io.heddle.rdd.lineage.Filtered;
import io.heddle.rdd.lineage.Lineage;
import java.util.Comparator;

/** Pairs whose keys lie in a range. */
final class KeyRanges {
  private KeyRanges() {}

  static <K, V> PairRDD<K, V> filter(
      PairRDD<K, V> pairs, Comparator<? super K> ordering, K lower, K upper) {
    Lineage<Pair<K, V>> input = pairs.lineage();
    if (pairs.partitioner().orElse(null) instanceof RangePartitioner ranges) {
      if (ranges.isOrderedBy(ordering)) {
        input = inOrder(pairs, ranges.getPartition(lower), ranges.getPartition(upper));
      } else if (ranges.isOrderedBy(ordering.reversed())) {
        input = inOrder(pairs, ranges.getPartition(upper), ranges.getPartition(lower));
      }
    }
    return pairs.pairNode(
        new Filtered<>(
            pairs.origin("filterByRange"),
            input,
            pair ->
                ordering.compare(pair.key(), lower) >= 0
                    && ordering.compare(pair.key(), upper) <= 0));
  }

  private static <K, V> Lineage<Pair<K, V>> inOrder(PairRDD<K, V> pairs, int first, int last) {
    return new Chosen<>(
        pairs.origin("filterByRange"), pairs.lineage(), first, Math.max(first, last + 1));
  }
}
