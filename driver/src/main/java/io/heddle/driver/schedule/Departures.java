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

  private final Books books;
  private final Map<ExecutorState, Departure> leaving = new LinkedHashMap<>();

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
    Departure known = leaving.get(executor);
    if (known != null) {
      known.untilMillis = Math.min(known.untilMillis, untilMillis);
      return;
    }
    if (executor.isGone()) {
      return;
    }
    books.cluster.drain(executor);
    leaving.put(executor, new Departure(executor, reason, servesFirst, untilMillis));
    books.report.notice("executor " + executor + " is draining: " + reason);
  }

  /** Releases those that have nothing left to do, or no time. */
  void settle() {
    if (leaving.isEmpty()) {
      return;
    }
    Set<String> serving = null;
    for (Iterator<Departure> all = leaving.values().iterator(); all.hasNext(); ) {
      Departure departure = all.next();
      ExecutorState executor = departure.executor;
      if (executor.isGone()) {
        all.remove();
        continue;
      }
      if (books.now < departure.untilMillis) {
        if (!executor.isIdle()) {
          continue;
        }
        if (departure.servesFirst && executor.shufflePort() == 0) {
          serving = serving == null ? books.outputs.executorsThatServe() : serving;
          if (serving.contains(executor.id())) {
            continue;
          }
        }
      }
      all.remove();
      books.releases.release(executor.id(), departure.reason);
    }
  }
}
