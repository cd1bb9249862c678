package io.heddle.executor.sort;

import io.heddle.rdd.Pair;

/** Pairs in memory, gathered and then sorted, stably. Used by one thread. */
abstract sealed class SortBuffer permits ObjectBuffer, RowBuffer {
  /** Whether it can hold this pair, beside those it holds. */
  abstract boolean accepts(Pair<?, ?> pair);

  /**
   * What it will use, sorting included, when this pair is added: to be granted before; 0 when
   * nothing has to be asked.
   */
  abstract long bytesWith(Pair<?, ?> pair);

  /** Adds a pair that it accepts. */
  abstract void add(Pair<?, ?> pair);

  abstract int size();

  abstract void sort();

  /** The pair at a place: of arrival or, after {@link #sort}, in order. */
  abstract Object pair(int place);

  /** Empties it and lets its memory go. */
  abstract void clear();

  /**
   * Says that the pairs of these places are asked for next: memory is slow to answer, but answers
   * many questions at a time.
   */
  void touch(int from, int to) {}
}
