package io.heddle.driver.schedule;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.allocation.ExecutorState;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Executors that are to leave: they take no more tasks, and are released when those they run have
 * ended, or when their time is up. What they run then is queued again, and held against nobody.
 */
final class Departures {
  private static final class Departure {
    final ExecutorState executor;
    final String reason;
    final boolean servesFirst;
    long untilMillis;

    Departure(ExecutorState executor, String reason, boolean servesFirst, long untilMillis) {
      this.executor = executor;
      this.reason = reason;
      this.servesFirst = servesFirst;
      this.untilMillis = untilMillis;
    }
  }

  private static final long LOOK_MILLIS = 1_000;

  private final Books books;
  private final Map<ExecutorState, Departure> leaving = new LinkedHashMap<>();
  private long lookedMillis;

  Departures(Books books) {
    this.books = books;
  }

  /**
   * An executor is to leave. The earliest time that was said counts.
   *
   * @param servesFirst whether it stays, while there is time, as long as it alone serves map
   *     outputs
   * @param untilMillis when it is released at the latest; {@link AllocationRules#NEVER}: when its
   *     tasks have ended
   */
  void leave(ExecutorState executor, String reason, boolean servesFirst, long untilMillis) {
    if (executor.isGone() || books.releases.isReleased(executor.id())) {
      return;
    }
    Departure departure = leaving.get(executor);
    if (departure == null) {
      books.cluster.drain(executor);
      departure = new Departure(executor, reason, servesFirst, untilMillis);
      leaving.put(executor, departure);
      books.report.notice("executor " + executor + " is draining: " + reason);
    }
    departure.untilMillis = Math.min(departure.untilMillis, untilMillis);
    release(departure);
  }

  /** A task has ended on an executor that takes no more. */
  void taskEnded(ExecutorState executor) {
    Departure departure = executor.isIdle() ? leaving.get(executor) : null;
    if (departure != null) {
      release(departure);
    }
  }

  private void release(Departure departure) {
    if (isDue(departure, null)) {
      leaving.remove(departure.executor);
      books.releases.release(departure.executor.id(), departure.reason);
    }
  }

  /**
   * Whether an executor has nothing left to do, or no time.
   *
   * @param known executors that alone serve map outputs; null to find out where it matters
   */
  private boolean isDue(Departure departure, Set<String> known) {
    if (books.now >= departure.untilMillis) {
      return true;
    }
    ExecutorState executor = departure.executor;
    if (!executor.isIdle()) {
      return false;
    }
    if (!departure.servesFirst || executor.shufflePort() != 0) {
      return true;
    }
    Set<String> serving = known == null ? books.outputs.executorsThatServe() : known;
    return !serving.contains(executor.id());
  }

  /** Time has passed: releases those whose time is up, and now and then looks at who serves. */
  void tick() {
    if (leaving.isEmpty()) {
      return;
    }
    boolean look = books.now - lookedMillis >= LOOK_MILLIS;
    Set<String> serving = null;
    if (look) {
      lookedMillis = books.now;
      serving = books.outputs.executorsThatServe();
    }
    for (Iterator<Departure> all = leaving.values().iterator(); all.hasNext(); ) {
      Departure departure = all.next();
      if (departure.executor.isGone()) {
        all.remove();
      } else if (look ? isDue(departure, serving) : books.now >= departure.untilMillis) {
        all.remove();
        books.releases.release(departure.executor.id(), departure.reason);
      }
    }
  }
}
