package io.heddle.task;

import java.io.Serializable;

/**
 * What one task works on: small, immutable, Java-serialisable. Along narrow one-to-one dependencies
 * child and parent use the same object; operations that rearrange partitions (union, coalesce,
 * cogroup) wrap those of their parents.
 */
public interface Partition extends Serializable {
  /** The position among the partitions of the lineage node that made it. */
  int index();
}
