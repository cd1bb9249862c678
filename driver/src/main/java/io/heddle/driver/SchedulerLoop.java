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
 * The thread that owns the scheduler. Events are taken in the order posted, as many at a time as
 * have gathered, and the actions performed; when there are none a tick is made up every so often.
 */
final class SchedulerLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerLoop.class);
  private static final long IDLE_TICK_MILLIS = 500;

  private final Scheduler scheduler;
  private final SchedulerAction.Performer performer;
  private final Clock clock;
  private final long tickMillis;
  private final Runnable onTick;
  private final Consumer<Throwable> onBroken;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition posted = lock.newCondition();
  private List<SchedulerEvent> queue = new ArrayList<>(); // guarded by lock
  private boolean waiting; // guarded by lock
  private boolean stopped; // guarded by lock
  private volatile double progress;
  private volatile int totalSlots;

  /**
   * @param onTick housekeeping, done by this thread at each tick
   * @param onBroken told once, by this thread, when the scheduler has failed: its state is not to
   *     be trusted then, and the loop ends
   */
  SchedulerLoop(
      Scheduler scheduler,
      SchedulerAction.Performer performer,
      Clock clock,
      long tickMillis,
      Runnable onTick,
      Consumer<Throwable> onBroken) {
    this.scheduler = scheduler;
    this.performer = performer;
    this.clock = clock;
    this.tickMillis = tickMillis;
    this.onTick = onTick;
    this.onBroken = onBroken;
    this.thread = new Thread(this::run, "heddle-scheduler");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Adds an event. May be called by any thread; returns at once. After the stop, nothing happens.
   */
  void post(SchedulerEvent event) {
    lock.lock();
    try {
      if (!stopped) {
        queue.add(event);
        if (waiting) {
          waiting = false;
          posted.signal();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  double progress() {
    return progress;
  }

  int totalSlots() {
    return totalSlots;
  }

  /** Ends the thread after the events posted so far, and waits for that unless it is the caller. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      posted.signal();
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread() != thread) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    try {
      work();
    } catch (RuntimeException | Error e) {
      LOG.error("the scheduler has failed; no job can go on", e);
      lock.lock();
      try {
        stopped = true;
      } finally {
        lock.unlock();
      }
      onBroken.accept(e);
    }
  }

  private void work() {
    List<SchedulerEvent> events = new ArrayList<>();
    List<SchedulerAction> actions = new ArrayList<>();
    long nextTick = 0;
    while (true) {
      events = await(events, nextTick);
      if (events == null) {
        return;
      }
      long now = clock.millis();
      // Whichever is farther off: a clock that was set back would hold up the ticks.
      if (now >= nextTick || nextTick - now > IDLE_TICK_MILLIS) {
        events.add(new SchedulerEvent.Tick());
        nextTick = now + tickMillis;
        onTick.run();
      }
      step(events, now, actions);
      events.clear();
      actions.clear();
      if (scheduler.isIdle()) {
        nextTick = Math.max(nextTick, now + IDLE_TICK_MILLIS);
      } else {
        nextTick = Math.min(nextTick, now + tickMillis);
      }
    }
  }

  private void step(List<SchedulerEvent> events, long now, List<SchedulerAction> actions) {
    scheduler.handle(events, now, actions);
    progress = scheduler.progress();
    totalSlots = scheduler.totalSlots();
    for (int i = 0; i < actions.size(); i++) {
      actions.get(i).performBy(performer);
    }
  }

  private List<SchedulerEvent> await(List<SchedulerEvent> empty, long nextTick) {
    lock.lock();
    try {
      while (queue.isEmpty()) {
        if (stopped) {
          return null;
        }
        long millis = Math.min(nextTick - clock.millis(), IDLE_TICK_MILLIS);
        if (millis <= 0) {
          break;
        }
        waiting = true;
        posted.awaitNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        waiting = false;
      }
      List<SchedulerEvent> taken = queue;
      queue = empty;
      return taken;
    } catch (InterruptedException e) {
      LOG.error("the scheduler's thread is interrupted and ends", e);
      return null;
    } finally {
      lock.unlock();
    }
  }
}
