package io.heddle.executor.spill;

import java.io.IOException;

/** Where frames go. */
@FunctionalInterface
public interface ByteSink {
  /** Appends bytes; the array is the caller's again on return. */
  void write(byte[] bytes, int offset, int length) throws IOException;
}
