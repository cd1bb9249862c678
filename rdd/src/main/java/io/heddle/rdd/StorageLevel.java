package io.heddle.rdd;

/** Where cached partitions are kept. */
public enum StorageLevel {
  NONE,
  /** As objects on the heap; what does not fit is computed again when needed. */
  MEMORY_ONLY,
  /** As objects on the heap; what does not fit goes to local disk. */
  MEMORY_AND_DISK,
  /** On local disk. */
  DISK_ONLY
}
