package io.heddle.driver.simulation;

import java.util.PriorityQueue;

/** What is going to happen, by virtual time, and in the order planned at equal times. */
final class Timeline {
  private record Planned(long at, long order, Runnable what) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Planned> planned = new PriorityQueue<>();
  private long order;
  private long now = 1_000_000;

  /** Milliseconds. */
  long now() {
    return now;
  }

  void after(long millis, Runnable what) {
    at(now + Math.max(0, millis), what);
  }

  void at(long millis, Runnable what) {
    planned.add(new Planned(Math.max(now, millis), order++, what));
  }

  /** Lets the next thing happen. */
  void step() {
    Planned next = planned.remove();
    now = next.at();
    next.what().run();
  }
}
