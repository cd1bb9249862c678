package io.heddle.driver.task;

/** How near to its data a task runs, nearest first. */
public enum Locality {
  /** In the executor that holds the cached partition. */
  PROCESS_LOCAL,
  /** On a host that holds the data. */
  NODE_LOCAL,
  /** On a host of the same rack. */
  RACK_LOCAL,
  /** Anywhere. */
  ANY;

  private static final Locality[] LEVELS = values();

  /** The level of that ordinal. */
  public static Locality level(int ordinal) {
    return LEVELS[ordinal];
  }

  Locality next() {
    return LEVELS[ordinal() + 1];
  }
}
