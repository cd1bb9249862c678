package io.heddle.executor.memory;

/** Storage memory, for what makes room for itself by letting older things go. */
public interface StorageSpace {
  /** Takes so many bytes, if they can be had. */
  boolean reserve(long bytes);

  /** Takes so many bytes even where there is too little, so that execution gives some back. */
  void take(long bytes);

  /** Gives back bytes that were taken. */
  void release(long bytes);

  /** Bytes that there are at most, for execution and storage together. */
  long region();
}
