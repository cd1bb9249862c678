package io.heddle.executor.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The execution memory of one task attempt: what its consumers hold. Used by the attempt's thread
 * only.
 */
public final class TaskMemory implements AutoCloseable {
  private final MemoryManager manager;
  private final List<MemoryConsumer> consumers = new ArrayList<>();
  private long held;
  private long peak;
  private long spilled;

  TaskMemory(MemoryManager manager) {
    this.manager = manager;
  }

  /** Bytes that execution and storage of the whole executor use together, at most. */
  public long regionBytes() {
    return manager.region();
  }

  /** What this task would hold if all that use memory now, it among them, held the same. */
  public long shareBytes() {
    return manager.shareOf(this);
  }

  /** The most that was held at once. */
  public long peakBytes() {
    return peak;
  }

  /** Bytes written to disk by consumers that had to. */
  public long spilledBytes() {
    return spilled;
  }

  void addSpilled(long bytes) {
    spilled += bytes;
  }

  void register(MemoryConsumer consumer) {
    consumers.add(consumer);
  }

  void unregister(MemoryConsumer consumer) {
    consumers.remove(consumer);
  }

  /**
   * Takes memory for a consumer; others of this task are told to spill, the largest first, when
   * there is not enough.
   *
   * @return whether it got all; otherwise it got nothing
   */
  boolean acquire(MemoryConsumer asking, long bytes) throws IOException {
    long granted = manager.acquireExecution(this, bytes);
    held += granted;
    while (granted < bytes) {
      MemoryConsumer largest = null;
      for (MemoryConsumer each : consumers) {
        if (each != asking
            && each.canSpill()
            && (largest == null || each.heldBytes() > largest.heldBytes())) {
          largest = each;
        }
      }
      if (largest == null || !largest.spillFor()) {
        break;
      }
      long more = manager.acquireExecution(this, bytes - granted);
      granted += more;
      held += more;
    }
    if (granted < bytes) {
      release(granted);
      return false;
    }
    peak = Math.max(peak, held);
    return true;
  }

  /** Takes memory that is there without anyone of this task spilling: all, or nothing. */
  boolean acquireFree(long bytes) {
    long granted = manager.acquireExecution(this, bytes);
    held += granted;
    if (granted < bytes) {
      release(granted);
      return false;
    }
    peak = Math.max(peak, held);
    return true;
  }

  /** Takes memory that nobody uses, cached blocks included: all, or nothing. */
  boolean acquireUnused(long bytes) {
    if (!manager.tryAcquireExecution(this, bytes)) {
      return false;
    }
    held += bytes;
    peak = Math.max(peak, held);
    return true;
  }

  /** Takes memory for a consumer that cannot do with less, whatever there is. */
  void take(long bytes) {
    manager.takeExecution(this, bytes);
    held += bytes;
    peak = Math.max(peak, held);
  }

  void release(long bytes) {
    if (bytes > 0) {
      held -= bytes;
      manager.releaseExecution(this, bytes);
    }
  }

  /** Gives everything back; for the attempt's end. */
  @Override
  public void close() {
    consumers.clear();
    held = 0;
    manager.endTask(this);
  }
}
