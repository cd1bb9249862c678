package io.heddle.rdd.lineage;

import io.heddle.rdd.Pair;
import io.heddle.task.KeyTables;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** What {@link CoGrouped} makes of pairs with equal keys. Java-serialisable. */
@FunctionalInterface
public interface Matching<K, R> extends Serializable {
  /**
   * Makes the pairs of one partition.
   *
   * @param inputs the partition of each input
   */
  Iterator<Pair<K, R>> match(List<KeyTables.Input> inputs, KeyTables tables);
}
