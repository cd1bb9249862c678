package io.heddle.driver.schedule;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen in a simulation, by time, and in the order planned at equal times. */
final class SimTimeline {
  private record Planned(long at, long order, Runnable what) {}

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::order));
  private long order;
  private long now = 1_000;

  long now() {
    return now;
  }

  void after(long millis, Runnable what) {
    planned.add(new Planned(now + millis, order++, what));
  }

  /** Lets the next thing happen; false when there is none. */
  boolean step() {
    Planned next = planned.poll();
    if (next == null) {
      return false;
    }
    now = Math.max(now, next.at());
    next.what().run();
    return true;
  }
}
