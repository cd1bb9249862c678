package io.heddle.rdd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/**
 * Divides keys into ranges by an ordering: partition i takes the keys above bound i-1, up to and
 * with bound i. {@link KeySamples} finds bounds that make the partitions about equal in size. Two
 * are equal when their bounds and orderings are.
 */
public final class RangePartitioner implements Partitioner {
  private static final long serialVersionUID = 1L;

  private final Object[] bounds;
  private final Comparator<Object> ordering;

  /**
   * @param bounds in the order of {@code ordering}, Java-serialisable; copied
   * @param ordering Java-serialisable
   */
  @SuppressWarnings("unchecked")
  RangePartitioner(Object[] bounds, Comparator<?> ordering) {
    this.bounds = bounds.clone();
    this.ordering = (Comparator<Object>) Objects.requireNonNull(ordering);
  }

  @Override
  public int numPartitions() {
    return bounds.length + 1;
  }

  @Override
  public int getPartition(Object key) {
    int low = 0;
    int high = bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordering.compare(key, bounds[middle]) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isOrderedBy(Comparator<?> other) {
    return ordering.equals(other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RangePartitioner that
        && Arrays.equals(bounds, that.bounds)
        && ordering.equals(that.ordering);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return "RangePartitioner[" + numPartitions() + "]";
  }
}
