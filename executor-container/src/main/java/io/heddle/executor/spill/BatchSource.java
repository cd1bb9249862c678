package io.heddle.executor.spill;

import io.heddle.serde.Batch;
import java.io.IOException;

/** Batches, one after the other. Used by one thread. */
@FunctionalInterface
public interface BatchSource {
  /** The next batch, or null after the last one. Its arrays are valid until the next call. */
  Batch next() throws IOException;
}
