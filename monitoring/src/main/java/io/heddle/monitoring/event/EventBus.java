package io.heddle.monitoring.event;

import io.heddle.protocol.event.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from any thread and hands them to its sinks, in the order taken, on one daemon
 * thread of its own. A sink that may stall (a log on a slow disk) is best put behind a bus of its
 * own, which is a sink too.
 *
 * <p><b>When sinks are slower than events.</b> The queue is bounded, and {@link #accept} must not
 * hold up the scheduler:
 *
 * <ul>
 *   <li>heartbeats are dropped as soon as the queue is three quarters full;
 *   <li>task events are dropped when it is full, after one wait of at most {@link #PATIENCE}; while
 *       the queue stays more than half full no later event waits again;
 *   <li>all others may fill one eighth more than the capacity, and are dropped only beyond that.
 * </ul>
 *
 * What was dropped is counted ({@link #dropped()}) and logged. The status store heals from lost
 * task events when their stage ends.
 *
 * <p>A sink that throws is logged and gets no further events; the others go on.
 */
public final class EventBus implements EventSink, AutoCloseable {
  /** The longest that {@link #accept} blocks, once for each time the queue runs full. */
  public static final Duration PATIENCE = Duration.ofMillis(50);

  private static final int DEFAULT_CAPACITY = 1 << 16;
  private static final int BATCH = 1024;
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final ArrayDeque<Event> queue = new ArrayDeque<>();
  private final List<EventSink> sinks;
  private final int capacity;
  private final Thread thread;
  private boolean patient = true;
  private boolean delivering;
  private boolean closed;
  private long dropped;
  private long droppedReported;

  /** Starts a bus that holds up to 65,536 events. */
  public EventBus(EventSink... sinks) {
    this(DEFAULT_CAPACITY, List.of(sinks));
  }

  /**
   * @param capacity events held before any but heartbeats are refused; at least 8
   */
  public EventBus(int capacity, List<? extends EventSink> sinks) {
    if (capacity < 8) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    this.capacity = capacity;
    this.sinks = new ArrayList<>(sinks);
    thread = new Thread(this::run, "heddle-events");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes an event; blocks at most {@link #PATIENCE}. After {@link #close} events are dropped. */
  @Override
  public void accept(Event event) {
    lock.lock();
    try {
      if (closed || !admitted(EventWeight.of(event))) {
        dropped++;
        return;
      }
      queue.addLast(event);
      if (queue.size() == 1) {
        filled.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean admitted(EventWeight weight) {
    int size = queue.size();
    return switch (weight) {
      case HEARTBEAT -> size < capacity - capacity / 4;
      case TASK -> size < capacity || roomAfterWaiting();
      case STRUCTURE -> size < capacity + capacity / 8;
    };
  }

  private boolean roomAfterWaiting() {
    if (!patient) {
      return false;
    }
    patient = false;
    long left = PATIENCE.toNanos();
    try {
      while (queue.size() >= capacity && left > 0 && !closed) {
        left = emptied.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return queue.size() < capacity && !closed;
  }

  private void run() {
    List<Event> batch = new ArrayList<>(BATCH);
    while (take(batch)) {
      for (int i = 0; i < sinks.size(); i++) {
        EventSink sink = sinks.get(i);
        try {
          for (int j = 0; j < batch.size(); j++) {
            sink.accept(batch.get(j));
          }
        } catch (RuntimeException | Error e) {
          LOG.error("The event sink {} failed; it gets no further events", sink, e);
          sinks.remove(i--);
        }
      }
      batch.clear();
    }
  }

  /** Waits for events; false at the end. */
  private boolean take(List<Event> batch) {
    lock.lock();
    try {
      delivering = false;
      if (queue.isEmpty()) {
        emptied.signalAll();
      }
      while (queue.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      while (batch.size() < BATCH && !queue.isEmpty()) {
        batch.add(queue.pollFirst());
      }
      if (queue.size() <= capacity / 2) {
        patient = true;
        emptied.signalAll();
        reportDropped();
      }
      delivering = !batch.isEmpty();
      return delivering;
    } finally {
      lock.unlock();
    }
  }

  private void reportDropped() {
    if (dropped > droppedReported && !closed) {
      LOG.warn(
          "{} events were dropped because those who take them were slow",
          dropped - droppedReported);
      droppedReported = dropped;
    }
  }

  /** Events that were not handed on, since the start. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all events taken so far, and those that come meanwhile, are handed on.
   *
   * @return false if the time ran out or the thread was interrupted
   */
  public boolean drain(Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while ((delivering || !queue.isEmpty()) && thread.isAlive()) {
        if (left <= 0) {
          return false;
        }
        left = emptied.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more events, hands on those taken, for at most 10 seconds. Does not close the sinks.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
      if (thread.isAlive()) {
        LOG.warn("Events are still on their way to a slow sink; they are given up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
