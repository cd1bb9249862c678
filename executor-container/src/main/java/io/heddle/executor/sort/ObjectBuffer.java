package io.heddle.executor.sort;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.rdd.Pair;
import java.util.Arrays;
import java.util.Comparator;

/** Pairs as they are, whatever their classes; what they take is estimated from some of them. */
final class ObjectBuffer extends SortBuffer {
  private static final int FIRST = 256;

  /** One pair in so many is measured. */
  private static final int MEASURE_EVERY = 32;

  private final Comparator<Object> order;
  private Object[] pairs = new Object[FIRST];
  private int size;
  private long taken;
  private long measuredBytes;
  private long measuredPairs;

  ObjectBuffer(Comparator<? super Pair<?, ?>> order) {
    this.order = (a, b) -> order.compare((Pair<?, ?>) a, (Pair<?, ?>) b);
  }

  @Override
  boolean accepts(Pair<?, ?> pair) {
    return true;
  }

  @Override
  long bytesWith(Pair<?, ?> pair) {
    boolean widens = size == pairs.length;
    boolean measures = (taken++ & (MEASURE_EVERY - 1)) == 0;
    if (measures) {
      measuredBytes += ObjectSizes.of(pair);
      measuredPairs++;
    }
    if (!widens && !measures) {
      return 0;
    }
    long average = measuredBytes / measuredPairs;
    // Sorting takes up to half of the array once more.
    long arrays = ObjectSizes.ofReferences(pairs.length) * 3 / 2;
    return average * (size + 1L) + arrays + (widens ? ObjectSizes.ofReferences(2L * size) : 0);
  }

  @Override
  void add(Pair<?, ?> pair) {
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
    }
    pairs[size++] = pair;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  void sort() {
    Arrays.sort(pairs, 0, size, order);
  }

  @Override
  Object pair(int place) {
    return pairs[place];
  }

  @Override
  void clear() {
    pairs = new Object[FIRST];
    size = 0;
  }
}
