package io.heddle.executor.memory;

import io.heddle.task.TaskKilledException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Divides one region of an executor's heap between execution (tables, sort buffers) and storage
 * (cached blocks).
 *
 * <pre>
 *   heap = reserved | other | region
 *                             region = storage's protected share | the rest
 * </pre>
 *
 * Either side may use what the other does not. Execution may evict blocks until storage is down to
 * its protected share; storage never takes from execution. With n tasks that use memory, one task
 * may have at most 1/n of what execution could get, and is entitled to 1/2n of it: a task that has
 * less waits for others to give back, two seconds at most, as what it waits for may be held by a
 * task that waits for it.
 *
 * <p>What cannot be had in smaller pieces, as the values of one key, is taken even where there is
 * too little ({@link MemoryConsumer#overdraw}); nobody else gets any then, so that others spill and
 * let the excess come down.
 *
 * <p>All amounts are bytes. Safe for all threads.
 */
public final class MemoryManager {
  /** Heap that is nobody's: JVM, gRPC, Hadoop client. Of a small heap, half. */
  public static final long RESERVED_BYTES = 300L << 20;

  private static final long MAX_WAIT_MILLIS = 2000;

  private static final class Usage {
    long bytes;

    /** It waited in vain, and does not wait again before it gets what it asks for. */
    boolean gaveUp;
  }

  private final long maxWaitMillis;
  private final long region;
  private final long protectedStorage;
  private final Map<TaskMemory, Usage> tasks = new HashMap<>();
  private StorageEvictor evictor = bytes -> 0;

  /** What may be used of the region now; less than all of it while the process is too large. */
  private long usable;

  private long storageUsed;
  private long executionUsed;

  /**
   * @param region bytes that execution and storage use together
   * @param storageFraction share of them that execution may not take from storage
   */
  public MemoryManager(long region, double storageFraction) {
    this(region, storageFraction, MAX_WAIT_MILLIS);
  }

  MemoryManager(long region, double storageFraction, long maxWaitMillis) {
    this.maxWaitMillis = maxWaitMillis;
    this.region = region;
    this.usable = region;
    this.protectedStorage = (long) (region * storageFraction);
  }

  /** The region of a heap of {@code heapBytes}, by the setting {@code heddle.memory.fraction}. */
  public static long regionOf(long heapBytes, double fraction) {
    return (long) ((heapBytes - Math.min(RESERVED_BYTES, heapBytes / 2)) * fraction);
  }

  /** Sets who frees storage. Called once, before there are blocks. */
  public synchronized void evictor(StorageEvictor newEvictor) {
    evictor = newEvictor;
  }

  /** What one task attempt asks through; it gives everything back with {@link TaskMemory#close}. */
  public TaskMemory newTask() {
    return new TaskMemory(this);
  }

  public synchronized long storageUsed() {
    return storageUsed;
  }

  public synchronized long executionUsed() {
    return executionUsed;
  }

  public long region() {
    return region;
  }

  /**
   * Lets only a share of the region be used from now on. Who holds more keeps it, and is refused
   * when asking for more, until enough was given back or spilled.
   *
   * @param share from 0, exclusive, to 1, which is all of it
   */
  public synchronized void limitTo(double share) {
    usable = (long) (region * share);
    notifyAll();
  }

  /** What a task would hold if all that use memory now, it among them, held the same. */
  synchronized long shareOf(TaskMemory task) {
    return usable / Math.max(1, tasks.containsKey(task) ? tasks.size() : tasks.size() + 1);
  }

  /** Execution memory that a task holds. May be asked by any thread. */
  public synchronized long heldBy(TaskMemory task) {
    Usage usage = tasks.get(task);
    return usage == null ? 0 : usage.bytes;
  }

  /** Takes storage memory that is free or that execution does not use; evicts nothing. */
  public synchronized boolean tryAcquireStorage(long bytes) {
    if (usable - storageUsed - executionUsed < bytes) {
      return false;
    }
    storageUsed += bytes;
    return true;
  }

  /** Takes storage memory even where there is too little, so that execution gives some back. */
  public synchronized void takeStorage(long bytes) {
    storageUsed += bytes;
  }

  public synchronized void releaseStorage(long bytes) {
    storageUsed -= bytes;
    if (storageUsed < 0) {
      throw new IllegalStateException("storage gave back more than it took");
    }
    notifyAll();
  }

  /**
   * Takes execution memory for a task, evicting blocks if need be.
   *
   * @return how much it got: {@code bytes} or less, maybe 0
   */
  long acquireExecution(TaskMemory task, long bytes) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
    boolean mayEvict = true;
    while (true) {
      long shortfall;
      synchronized (this) {
        Usage usage = tasks.computeIfAbsent(task, t -> new Usage());
        long pool = Math.max(0, usable - Math.min(storageUsed, protectedStorage));
        long allowed = Math.max(0, Math.min(bytes, pool / tasks.size() - usage.bytes));
        long grant = Math.max(0, Math.min(allowed, usable - storageUsed - executionUsed));
        long evictable = storageUsed - protectedStorage;
        if (grant < allowed && evictable > 0 && mayEvict) {
          shortfall = Math.min(allowed - grant, evictable);
        } else {
          boolean entitled = grant < bytes && usage.bytes + grant < pool / (2 * tasks.size());
          if (entitled && !usage.gaveUp) {
            usage.gaveUp = !await(deadline);
            mayEvict = true;
            continue;
          }
          usage.gaveUp = entitled;
          usage.bytes += grant;
          executionUsed += grant;
          return grant;
        }
      }
      // Not under the lock: eviction may write to disk.
      mayEvict = evictor.evict(shortfall) > 0;
    }
  }

  /**
   * Takes execution memory that nobody uses, whatever the task's share; waits and evicts nothing.
   */
  synchronized boolean tryAcquireExecution(TaskMemory task, long bytes) {
    if (bytes > usable - storageUsed - executionUsed) {
      return false;
    }
    tasks.computeIfAbsent(task, t -> new Usage()).bytes += bytes;
    executionUsed += bytes;
    return true;
  }

  /** Takes execution memory for a task even where there is too little. */
  synchronized void takeExecution(TaskMemory task, long bytes) {
    tasks.computeIfAbsent(task, t -> new Usage()).bytes += bytes;
    executionUsed += bytes;
  }

  private boolean await(long deadline) {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (millis <= 0) {
      return false;
    }
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("interrupted while it waited for memory");
    }
    return true;
  }

  synchronized void releaseExecution(TaskMemory task, long bytes) {
    Usage usage = tasks.get(task);
    if (usage == null || usage.bytes < bytes) {
      throw new IllegalStateException("a task gave back more than it took");
    }
    usage.bytes -= bytes;
    executionUsed -= bytes;
    notifyAll();
  }

  /** Forgets a task, with all it still holds; returns how much that was. */
  synchronized long endTask(TaskMemory task) {
    Usage usage = tasks.remove(task);
    if (usage == null) {
      return 0;
    }
    executionUsed -= usage.bytes;
    notifyAll();
    return usage.bytes;
  }
}
