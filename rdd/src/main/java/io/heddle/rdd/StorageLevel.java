package io.heddle.rdd;

/**
 * Where cached partitions are kept. The names are Spark's.
 *
 * <p>The forms: as objects, which cost most memory and are read without any work; or serialised
 * ({@code _SER}, off-heap and on disk): frames of typed columns, compressed, decoded batch by batch
 * as a task reads on. Records of strings, numbers and pairs of these have columns of their own and
 * take a third of the heap or less, without an object for the garbage collector to follow.
 *
 * <p>{@code MEMORY_ONLY} stays with objects: a rescan of columns makes every string anew, which
 * costs a program that reads its cache many times more than the memory is worth to one that has it.
 * Whoever is short of memory names a {@code _SER} level.
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
