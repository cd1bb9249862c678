package io.heddle.executor.memory;

import java.io.IOException;
import java.util.function.LongPredicate;

/**
 * A structure that grows within a task attempt. It counts what it uses and asks before it grows;
 * memory is taken in steps, so that most growth is only a comparison. A structure may use {@link
 * #FLOOR_BYTES} without asking, so that it can always make progress by spilling. Used by the
 * attempt's thread only.
 */
public abstract class MemoryConsumer {
  /** What a consumer has for the asking, beyond all shares. */
  public static final long FLOOR_BYTES = 64 * 1024;

  private static final long STEP_BYTES = 512 * 1024;

  private final TaskMemory memory;
  private long used;
  private long held;

  protected MemoryConsumer(TaskMemory memory) {
    this.memory = memory;
    memory.register(this);
  }

  /** Whether {@link #spill} may be called now and would free memory; never, where not said. */
  protected boolean canSpill() {
    return false;
  }

  /**
   * Writes what it holds to disk and gives the memory back with {@link #shrinkTo}. Called when
   * another consumer of the task needs memory, between two calls into this one, and only when it
   * {@linkplain #canSpill can}.
   */
  protected void spill() throws IOException {
    throw new IllegalStateException(getClass().getName() + " cannot spill");
  }

  /** What it uses, as it counted. */
  public final long usedBytes() {
    return used;
  }

  final long heldBytes() {
    return held;
  }

  final boolean spillFor() throws IOException {
    long before = held;
    spill();
    return held < before;
  }

  /**
   * Asks to use more.
   *
   * @return whether it may; if not, nothing has changed
   */
  protected final boolean grow(long bytes) throws IOException {
    long wanted = used + bytes;
    long missing = wanted - FLOOR_BYTES - held;
    if (missing > 0) {
      long step = Math.max(STEP_BYTES, held / 8);
      if (missing < step && memory.acquire(this, step)) {
        held += step;
      } else if (memory.acquire(this, missing)) {
        held += missing;
      } else {
        return false;
      }
    }
    used = wanted;
    return true;
  }

  /**
   * Asks to use more; cached blocks make room for it, but no other consumer of the task spills.
   *
   * @return whether it may; if not, nothing has changed
   */
  protected final boolean growIfFree(long bytes) {
    return grown(bytes, memory::acquireFree);
  }

  /**
   * Asks to use more of what nobody uses, cached blocks included; the task's share is no limit.
   *
   * @return whether it may; if not, nothing has changed
   */
  protected final boolean growIfUnused(long bytes) {
    return grown(bytes, memory::acquireUnused);
  }

  private boolean grown(long bytes, LongPredicate acquire) {
    long missing = used + bytes - FLOOR_BYTES - held;
    if (missing > 0) {
      if (!acquire.test(missing)) {
        return false;
      }
      held += missing;
    }
    used += bytes;
    return true;
  }

  /**
   * Uses more, whether it may or not, and asks nobody: for what cannot be divided. What is taken
   * beyond the task's share others cannot have.
   */
  protected final void overdraw(long bytes) {
    used += bytes;
    long missing = used - FLOOR_BYTES - held;
    if (missing > 0) {
      memory.take(missing);
      held += missing;
    }
  }

  /** Says that it uses less, or nothing, now; what is beyond that is given back. */
  protected final void shrinkTo(long bytes) {
    used = bytes;
    long keep = Math.max(0, bytes - FLOOR_BYTES);
    if (keep < held) {
      memory.release(held - keep);
      held = keep;
    }
  }

  /** Reports bytes written by a spill. */
  protected final void spilled(long bytes) {
    memory.addSpilled(bytes);
  }

  /** Gives everything back and is not asked again. */
  protected final void leave() {
    shrinkTo(0);
    memory.unregister(this);
  }
}
