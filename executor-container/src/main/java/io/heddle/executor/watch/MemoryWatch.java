package io.heddle.executor.watch;

import io.heddle.executor.watch.PressureSteps.Marks;
import io.heddle.executor.watch.PressureSteps.Step;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the size of the process a few times a second, in a thread of its own, and sheds load before
 * the container's limit is reached. What it does it tells once a step.
 */
public final class MemoryWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
  private static final long EVERY_MILLIS = 200;

  private final Marks marks;
  private final long heapBytes;
  private final PressureSteps steps;
  private final LongSupplier resident;
  private final Relief relief;
  private Thread thread;
  private volatile boolean closed;

  /**
   * @param containerBytes the limit
   * @param heapBytes of it, the most that the heap takes
   * @param resident gives the bytes that the process takes; 0 when it cannot be told
   */
  public MemoryWatch(long containerBytes, long heapBytes, LongSupplier resident, Relief relief) {
    this.marks = Marks.of(containerBytes, heapBytes);
    this.heapBytes = heapBytes;
    this.steps = new PressureSteps(marks);
    this.resident = resident;
    this.relief = relief;
  }

  /** Starts the thread; called once. */
  public MemoryWatch start() {
    thread = new Thread(this::run, "heddle-memory-watch");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run() {
    while (!closed) {
      try {
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        look(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
      } catch (InterruptedException e) {
        return; // closed
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.error("memory could not be freed", e);
      }
    }
  }

  /** Looks once. */
  void look(long nowMillis) {
    long bytes = resident.getAsLong();
    Step entered = steps.observe(nowMillis, bytes);
    if (entered == null) {
      return;
    }
    String size =
        "the process takes " + mib(bytes) + " MiB of its container's " + mib(marks.limit());
    switch (entered) {
      case EVICT -> {
        relief.tell(size + "; cached blocks leave memory");
        relief.evictBlocks();
        relief.trim();
      }
      case SPILL -> {
        relief.tell(size + "; tasks get half of their memory, and spill");
        relief.makeTasksSpill();
      }
      case HOLD -> {
        relief.tell(size + "; one task at a time is run");
        relief.holdTasks();
      }
      case TRIM -> relief.trim();
      case FAIL -> fail(size);
      case CALM -> {
        relief.relax();
        relief.tell(size + "; all is as before");
      }
    }
  }

  private void fail(String size) {
    long task =
        relief.failTask(
            size
                + ", and would be killed for more: up to "
                + mib(heapBytes)
                + " are its heap, the rest lies outside of it (buffers, threads, native libraries)");
    if (task >= 0) {
      relief.tell(size + "; task " + task + " is failed");
      relief.trim();
    }
  }

  private static long mib(long bytes) {
    return bytes >> 20;
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
