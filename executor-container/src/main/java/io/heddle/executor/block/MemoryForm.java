package io.heddle.executor.block;

import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameWriter;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Supplier;

/** A partition in memory, whole; may be read by several threads. */
sealed interface MemoryForm permits Records, Pages {
  /** Bytes it takes. */
  long bytes();

  /**
   * Its records.
   *
   * @param readers each call gives a reader that is the caller's to the task's end
   */
  <T> Iterator<T> iterator(Supplier<FrameReader> readers);

  /** Writes it to a file's end as frames. */
  void writeTo(BlockFile.Writer file, Supplier<FrameWriter> writers) throws IOException;
}
