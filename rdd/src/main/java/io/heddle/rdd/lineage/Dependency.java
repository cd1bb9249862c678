package io.heddle.rdd.lineage;

import io.heddle.rdd.Pair;
import io.heddle.task.ShuffleSpec;
import java.util.Objects;
import java.util.function.IntFunction;

/** How a node's partitions follow from those of one parent. */
public sealed interface Dependency {
  Lineage<?> parent();

  /**
   * Each child partition is made from a few known parent partitions, in the same task.
   *
   * @param parentsOf the parent's partition indexes that a child's partition index is made from
   */
  record Narrow(Lineage<?> parent, IntFunction<int[]> parentsOf) implements Dependency {
    public Narrow {
      Objects.requireNonNull(parent);
      Objects.requireNonNull(parentsOf);
    }

    /** Partition i is made from the parent's partition i. */
    public static Narrow oneToOne(Lineage<?> parent) {
      return new Narrow(parent, i -> new int[] {i});
    }
  }

  /** Any child partition may need records of any parent partition: a stage boundary. */
  record Shuffle<K, V, C>(Lineage<? extends Pair<K, V>> parent, ShuffleSpec<K, V, C> spec)
      implements Dependency {
    public Shuffle {
      Objects.requireNonNull(parent);
      Objects.requireNonNull(spec);
    }
  }
}
