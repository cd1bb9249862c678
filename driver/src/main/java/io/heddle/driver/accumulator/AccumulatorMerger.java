package io.heddle.driver.accumulator;

import com.google.protobuf.ByteString;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.event.EventSink;
import io.heddle.protocol.event.AccumulatorChanged;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.AccumulatorUpdate;
import io.heddle.rdd.accumulator.AccumulatorRegistry;
import io.heddle.rdd.accumulator.AccumulatorV2;
import io.heddle.serde.JavaSerialization;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges updates of tasks into the program's accumulators, in a thread of its own: merging is the
 * user's code, and the scheduler must not wait for it. The thread starts with the first update.
 * Safe for all threads.
 */
public final class AccumulatorMerger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccumulatorMerger.class);
  private static final long TELL_MILLIS = 1000;

  private final AccumulatorRegistry accumulators;
  private final ClassLoader userClasses;
  private final EventSink events;
  private final Clock clock;

  // Guarded by this.
  private List<ByteString> queue = new ArrayList<>();
  private long added;
  private long merged;
  private boolean toTell;
  private int waiting;
  private HeddleException failure;
  private Thread thread;
  private boolean closed;

  // The thread's.
  private final Set<AccumulatorV2<?, ?>> untold = new LinkedHashSet<>();
  private long toldMillis;

  /**
   * @param events are told what named ones have come to
   */
  public AccumulatorMerger(
      AccumulatorRegistry accumulators, ClassLoader userClasses, EventSink events, Clock clock) {
    this.accumulators = accumulators;
    this.userClasses = userClasses;
    this.events = events;
    this.clock = clock;
  }

  /** Takes the updates of a task that counts; returns at once. */
  public synchronized void add(List<AccumulatorUpdate> updates) {
    if (closed) {
      return;
    }
    for (AccumulatorUpdate update : updates) {
      queue.add(update.getUpdate());
      added++;
    }
    if (thread == null) {
      thread = new Thread(this::run, "heddle-accumulators");
      thread.setDaemon(true);
      thread.setContextClassLoader(userClasses);
      thread.start();
    }
    notifyAll();
  }

  /**
   * Waits until all updates taken so far are merged, and the events have been told so.
   *
   * @throws HeddleException USER_CODE_FAILED when merging one failed; told once
   */
  public synchronized void await() throws InterruptedException {
    long until = added;
    waiting++;
    notifyAll();
    try {
      while ((merged < until || toTell) && !closed) {
        wait();
      }
    } finally {
      waiting--;
    }
    if (failure != null) {
      HeddleException told = failure;
      failure = null;
      throw told;
    }
  }

  /** Ends the thread; what was not merged is dropped. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void run() {
    for (List<ByteString> batch = next(0); batch != null; batch = next(batch.size())) {
      for (ByteString update : batch) {
        merge(update);
      }
      tell(batch.isEmpty());
    }
    tell(true);
  }

  /**
   * Counts what was done, and waits for more.
   *
   * @return what to merge; empty when it is time to tell what has changed, null at the end
   */
  private List<ByteString> next(int done) {
    while (true) {
      synchronized (this) {
        // Whoever awaits it finds it told.
        if (waiting == 0 || untold.isEmpty()) {
          merged += done;
          toTell = !untold.isEmpty();
          notifyAll();
          while (queue.isEmpty() && !closed) {
            try {
              wait(untold.isEmpty() ? 0 : TELL_MILLIS);
            } catch (InterruptedException e) {
              LOG.warn("merging was interrupted by a user's code, and goes on");
            }
            if (!untold.isEmpty()) {
              break;
            }
          }
          List<ByteString> batch = queue;
          queue = new ArrayList<>();
          return closed ? null : batch;
        }
      }
      tell(true);
    }
  }

  private void merge(ByteString update) {
    try {
      AccumulatorV2<?, ?> part =
          (AccumulatorV2<?, ?>) JavaSerialization.read(update.toByteArray(), userClasses);
      accumulators.merge(part).filter(whole -> whole.name().isPresent()).ifPresent(untold::add);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("a task's accumulator could not be merged", e);
      HeddleException coded =
          e instanceof HeddleException known
              ? known
              : new HeddleException(
                  ErrorCode.USER_CODE_FAILED,
                  "what a task added to an accumulator could not be merged: " + e,
                  e);
      synchronized (this) {
        failure = failure == null ? coded : failure;
      }
    }
  }

  private void tell(boolean now) {
    long millis = clock.millis();
    if (!untold.isEmpty() && (now || millis - toldMillis >= TELL_MILLIS)) {
      toldMillis = millis;
      for (AccumulatorV2<?, ?> accumulator : untold) {
        events.accept(
            Event.newBuilder()
                .setAtMillis(millis)
                .setAccumulatorChanged(
                    AccumulatorChanged.newBuilder()
                        .setAccumulatorId(accumulator.id())
                        .setName(accumulator.name().orElse(""))
                        .setValue(ValueText.of(accumulator)))
                .build());
      }
      untold.clear();
    }
  }
}
