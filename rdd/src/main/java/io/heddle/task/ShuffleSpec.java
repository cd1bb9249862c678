package io.heddle.task;

import io.heddle.rdd.Partitioner;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * How the pairs of a map stage are divided and, maybe, combined on the way.
 *
 * @param shuffleId unique in the application
 * @param partitioner of keys; its count is the number of reduce partitions
 * @param combiner null when values pass as they are; otherwise C is what reducers merge
 * @param mapSideCombine whether map tasks combine before they write; needs a combiner
 */
public record ShuffleSpec<K, V, C>(
    int shuffleId, Partitioner partitioner, Combiner<K, V, C> combiner, boolean mapSideCombine)
    implements Serializable {
  public ShuffleSpec {
    Objects.requireNonNull(partitioner);
    if (mapSideCombine && combiner == null) {
      throw new IllegalArgumentException("combining on the map side needs a combiner");
    }
  }

  public Optional<Combiner<K, V, C>> combining() {
    return Optional.ofNullable(combiner);
  }
}
