package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Iterator;

/** Pairs of the records of two iterators, which must end together. */
final class ZippedPairs<A, B> implements Iterator<Pair<A, B>> {
  private final int partition;
  private final Iterator<A> left;
  private final Iterator<B> right;
  private long pairs;

  ZippedPairs(int partition, Iterator<A> left, Iterator<B> right) {
    this.partition = partition;
    this.left = left;
    this.right = right;
  }

  @Override
  public boolean hasNext() {
    boolean more = left.hasNext();
    if (more != right.hasNext()) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "zip needs equal numbers of records, but in partition %d the %s RDD ends after %d and the other goes on; join both by zipWithIndex instead"
              .formatted(partition, more ? "second" : "first", pairs));
    }
    return more;
  }

  @Override
  public Pair<A, B> next() {
    Pair<A, B> pair = new Pair<>(left.next(), right.next());
    pairs++;
    return pair;
  }
}
