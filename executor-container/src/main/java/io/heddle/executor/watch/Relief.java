package io.heddle.executor.watch;

/** What can be done about a process that is too large. Called by the watch's thread, in turn. */
public interface Relief {
  /** Lets cached blocks leave memory. */
  void evictBlocks();

  /** Gives tasks less memory until {@link #relax}, so that they spill when they ask for more. */
  void makeTasksSpill();

  /** Runs one task at a time until {@link #relax}. */
  void holdTasks();

  /** Collects garbage, and gives free memory back to the operating system. */
  void trim();

  /**
   * Ends the task with the most memory as failed.
   *
   * @param why for the user: what happened, and what to change
   * @return its id; -1 when none runs
   */
  long failTask(String why);

  /** The process is small enough again. */
  void relax();

  /** Tells the user of the application. */
  void tell(String text);
}
