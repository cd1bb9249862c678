package io.heddle.driver;

import io.heddle.driver.schedule.Scheduler;
import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.driver.schedule.SchedulerEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scheduler: one thread at a time takes the events that have gathered, in the order
 * posted, and performs the actions.
 *
 * <p>On a cluster that is a thread of its own, as transports must not be held up. In a local run it
 * is whoever posts while nobody is at work: a slot that ends a task then gets its next one without
 * a change of threads, and such changes are what a small task costs most.
 */
final class SchedulerLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerLoop.class);

  private final Scheduler scheduler;
  private final SchedulerAction.Performer performer;
  private final Clock clock;
  private final long tickMillis;
  private final boolean byPoster;
  private final Runnable onTick;
  private final Consumer<Throwable> onBroken;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<SchedulerEvent> queue = new ArrayList<>(); // guarded by lock
  private Thread worker; // guarded by lock
  private boolean stopped; // guarded by lock
  private List<SchedulerEvent> spare = new ArrayList<>(); // the worker's
  private final List<SchedulerAction> actions = new ArrayList<>(); // the worker's
  private volatile double progress;
  private volatile int totalSlots;

  /**
   * @param tickMillis time between ticks, which come from a thread of the loop's
   * @param byPoster whether threads that post do the work
   * @param onTick housekeeping, done by the loop's thread before each tick
   * @param onBroken told once when the scheduler has failed: its state is not to be trusted then,
   *     and the loop has ended
   */
  SchedulerLoop(
      Scheduler scheduler,
      SchedulerAction.Performer performer,
      Clock clock,
      long tickMillis,
      boolean byPoster,
      Runnable onTick,
      Consumer<Throwable> onBroken) {
    this.scheduler = scheduler;
    this.performer = performer;
    this.clock = clock;
    this.tickMillis = Math.max(1, tickMillis);
    this.byPoster = byPoster;
    this.onTick = onTick;
    this.onBroken = onBroken;
    this.thread = new Thread(this::run, "heddle-scheduler");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Adds an event. May be called by any thread. After the stop, nothing happens. */
  void post(SchedulerEvent event) {
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      queue.add(event);
      if (worker != null) {
        return;
      }
      if (!byPoster) {
        changed.signalAll();
        return;
      }
      worker = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    work();
  }

  double progress() {
    return progress;
  }

  int totalSlots() {
    return totalSlots;
  }

  /** Ends the loop after the events posted so far, and waits for that unless called by its work. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
      while (worker != null && worker != Thread.currentThread()) {
        changed.awaitUninterruptibly();
      }
      if (worker != null || queue.isEmpty()) {
        return;
      }
      worker = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    work();
  }

  /** The loop's own thread: ticks, and the work where posters do not do it. */
  private void run() {
    long nextTick = System.nanoTime();
    while (true) {
      boolean tick = nextTick - System.nanoTime() <= 0;
      if (tick) {
        nextTick = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(tickMillis);
        onTick.run();
      }
      lock.lock();
      try {
        if (stopped) {
          return;
        }
        if (tick) {
          queue.add(new SchedulerEvent.Tick());
        }
        if (worker != null || queue.isEmpty()) {
          changed.awaitNanos(nextTick - System.nanoTime());
          continue;
        }
        worker = thread;
      } catch (InterruptedException e) {
        LOG.error("the scheduler's thread was interrupted and ends", e);
        return;
      } finally {
        lock.unlock();
      }
      work();
    }
  }

  /** Works until no event is left. The caller has made itself the worker. */
  private void work() {
    try {
      for (List<SchedulerEvent> events = take(); !events.isEmpty(); events = take()) {
        actions.clear();
        scheduler.handle(events, clock.millis(), actions);
        progress = scheduler.progress();
        totalSlots = scheduler.totalSlots();
        for (int i = 0; i < actions.size(); i++) {
          actions.get(i).performBy(performer);
        }
        events.clear();
        spare = events;
      }
    } catch (RuntimeException | Error e) {
      LOG.error("the scheduler has failed; no job can go on", e);
      lock.lock();
      try {
        stopped = true;
        queue.clear();
        worker = null;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      onBroken.accept(e);
    }
  }

  /** The events that have gathered; when there are none, the caller is not the worker any more. */
  private List<SchedulerEvent> take() {
    lock.lock();
    try {
      List<SchedulerEvent> taken = queue;
      if (taken.isEmpty()) {
        worker = null;
        if (stopped) {
          changed.signalAll();
        }
        // Not the queue itself: others may add to it before the caller looks.
        return List.of();
      }
      queue = spare;
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
