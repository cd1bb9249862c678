package io.heddle.driver.schedule;

/** Tasks known and tasks done, over all jobs so far. */
final class Progress {
  private long known;
  private long done;

  void known(long tasks) {
    known += tasks;
  }

  void done() {
    done++;
  }

  /** From 0 to 1; 0 before the first job. */
  double fraction() {
    return known == 0 ? 0 : Math.min(1.0, (double) done / known);
  }
}
