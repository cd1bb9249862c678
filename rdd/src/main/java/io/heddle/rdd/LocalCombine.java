package io.heddle.rdd;

import io.heddle.rdd.lineage.PartitionStep;
import io.heddle.task.Combiner;
import io.heddle.task.TaskContext;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Combines pairs that lie in the right partition already: no shuffle. The combined values of one
 * partition are held in memory.
 */
record LocalCombine<K, V, C>(Combiner<K, V, C> combiner)
    implements PartitionStep<Pair<K, V>, Pair<K, C>> {

  @Override
  public Iterator<Pair<K, C>> apply(int index, Iterator<Pair<K, V>> records, TaskContext context)
      throws Exception {
    Map<K, C> combined = new HashMap<>();
    while (records.hasNext()) {
      Pair<K, V> pair = records.next();
      C known = combined.get(pair.key());
      combined.put(
          pair.key(),
          known == null && !combined.containsKey(pair.key())
              ? combiner.create().call(pair.value())
              : combiner.mergeValue().call(known, pair.value()));
    }
    Iterator<Map.Entry<K, C>> entries = combined.entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Pair<K, C> next() {
        Map.Entry<K, C> entry = entries.next();
        return new Pair<>(entry.getKey(), entry.getValue());
      }
    };
  }
}
