package io.heddle.executor.spill;

import io.heddle.rdd.Pair;
import io.heddle.serde.Batch;
import java.util.Iterator;

/** Pairs of an iterator as batches, whose arrays are used again. Used by one thread. */
public final class PairBatches implements BatchSource {
  private static final int ROWS = 512;

  private final Iterator<? extends Pair<?, ?>> pairs;
  private final Object[] keys = new Object[ROWS];
  private final Object[] values = new Object[ROWS];

  public PairBatches(Iterator<? extends Pair<?, ?>> pairs) {
    this.pairs = pairs;
  }

  @Override
  public Batch next() {
    int n = 0;
    while (n < ROWS && pairs.hasNext()) {
      Pair<?, ?> pair = pairs.next();
      keys[n] = pair.key();
      values[n++] = pair.value();
    }
    return n == 0 ? null : new Batch(n, null, keys, values);
  }
}
