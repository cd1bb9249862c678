package io.heddle.rdd;

/**
 * Where cached partitions are kept. The names are Spark's.
 *
 * <p>The forms: as objects, which are read without any work; or serialised ({@code _SER}, off-heap
 * and on disk): frames of typed columns, compressed, decoded batch by batch as a task reads on.
 *
 * <p>Where objects are kept, strings, numbers, byte arrays and pairs of these are packed into
 * arrays of words all the same, a few thousand records an array, and each is made anew when it is
 * read: that costs some tens of nanoseconds, and saves as much each time that the garbage collector
 * would have followed them. So a program must not rely on the identity of such records.
 *
 * <p>{@code _2} and {@code _3}: copies on as many executors, on different hosts where there are
 * some. They are made after the partition is computed, without holding the task up, and kept
 * serialised.
 */
public enum StorageLevel {
  /** Not kept. */
  NONE(false, false, false, false, 1),
  /** On local disk. */
  DISK_ONLY(true, false, false, false, 1),
  DISK_ONLY_2(true, false, false, false, 2),
  DISK_ONLY_3(true, false, false, false, 3),
  /** As objects on the heap; what does not fit is computed again when needed. */
  MEMORY_ONLY(false, true, false, true, 1),
  MEMORY_ONLY_2(false, true, false, true, 2),
  /** Serialised on the heap; what does not fit is computed again when needed. */
  MEMORY_ONLY_SER(false, true, false, false, 1),
  MEMORY_ONLY_SER_2(false, true, false, false, 2),
  /** As objects on the heap; what does not fit goes to local disk. */
  MEMORY_AND_DISK(true, true, false, true, 1),
  MEMORY_AND_DISK_2(true, true, false, true, 2),
  /** Serialised on the heap; what does not fit goes to local disk. */
  MEMORY_AND_DISK_SER(true, true, false, false, 1),
  MEMORY_AND_DISK_SER_2(true, true, false, false, 2),
  /**
   * Serialised, outside of the heap, as far as {@code heddle.memory.offHeap.size} goes; the rest on
   * local disk.
   */
  OFF_HEAP(true, true, true, false, 1);

  private final boolean disk;
  private final boolean memory;
  private final boolean offHeap;
  private final boolean deserialized;
  private final int replication;

  StorageLevel(
      boolean disk, boolean memory, boolean offHeap, boolean deserialized, int replication) {
    this.disk = disk;
    this.memory = memory;
    this.offHeap = offHeap;
    this.deserialized = deserialized;
    this.replication = replication;
  }

  /** Whether partitions may be on disk. */
  public boolean useDisk() {
    return disk;
  }

  /** Whether partitions may be in memory, on the heap or outside of it. */
  public boolean useMemory() {
    return memory;
  }

  /** Whether memory is that outside of the heap. */
  public boolean useOffHeap() {
    return offHeap;
  }

  /** Whether partitions in memory are objects. */
  public boolean deserialized() {
    return deserialized;
  }

  /** On how many executors each partition is kept. */
  public int replication() {
    return replication;
  }
}
