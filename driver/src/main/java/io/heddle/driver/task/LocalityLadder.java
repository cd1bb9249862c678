package io.heddle.driver.task;

/**
 * How far from their data the tasks of a set may run by now.
 *
 * <p>Transitions: it stands on one level, at first PROCESS_LOCAL, and only climbs towards ANY. It
 * passes at once over a level that no executor can give to any pending task. On other levels a wait
 * begins when a free slot is first turned away; when that has lasted as long as the level's wait,
 * it climbs, and the next level's wait begins. Tasks always get the best level that a slot can give
 * them, so having climbed costs no locality where there is some to be had.
 */
final class LocalityLadder {
  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final LocalityWaits waits;
  private Locality level = Locality.PROCESS_LOCAL;
  private long waitingSince = NOT_WAITING;

  LocalityLadder(LocalityWaits waits) {
    this.waits = waits;
  }

  /** Climbs as far as time and cluster allow; returns the farthest level allowed. */
  Locality climb(long nowMillis, PendingTasks pending) {
    while (level != Locality.ANY) {
      long wait = waits.millis(level);
      if (wait == 0 || !pending.isPossible(level)) {
        level = level.next();
        if (waitingSince != NOT_WAITING) {
          waitingSince = nowMillis;
        }
      } else if (waitingSince != NOT_WAITING && nowMillis - waitingSince >= wait) {
        waitingSince += wait;
        level = level.next();
      } else {
        break;
      }
    }
    return level;
  }

  /** A free slot was turned away although tasks are pending. */
  void turnedAway(long nowMillis) {
    if (waitingSince == NOT_WAITING) {
      waitingSince = nowMillis;
    }
  }

  Locality level() {
    return level;
  }
}
