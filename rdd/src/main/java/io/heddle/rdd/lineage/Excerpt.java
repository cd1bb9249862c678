package io.heddle.rdd.lineage;

import io.heddle.task.Partition;
import java.util.Objects;

/**
 * A small part of a partition that can be read without reading all of it, for samples.
 *
 * @param partition of the same index, which the node's evaluator takes in the whole one's place
 * @param share of the whole that it is, as far as can be told: above 0, at most 1
 */
public record Excerpt(Partition partition, double share) {
  public Excerpt {
    Objects.requireNonNull(partition);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("not a share: " + share);
    }
  }
}
