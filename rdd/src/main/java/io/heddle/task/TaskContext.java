package io.heddle.task;

import io.heddle.conf.HeddleConf;

/**
 * What a running task attempt may ask of its executor. Used by the task's thread only, unless said
 * otherwise.
 */
public interface TaskContext {
  int stageId();

  /** The index of the partition within its stage. */
  int partition();

  /** 0 for the first attempt of this partition in its stage; no two attempts have the same. */
  int attempt();

  /** Unique in the application. */
  long taskId();

  /** The locality level the task was launched at: PROCESS_LOCAL, NODE_LOCAL, RACK_LOCAL or ANY. */
  String locality();

  /** The application's settings. */
  HeddleConf conf();

  ShuffleReader shuffle();

  KeyTables tables();

  BlockCache cache();

  /** Counters of this attempt; they reach the driver with its outcome. */
  TaskCounters counters();

  /** A codec set for the calling thread, with the user's classes. */
  io.heddle.serde.Serde serde();

  /**
   * Counts a record that the task gathers for its result, which cannot go to disk.
   *
   * @throws io.heddle.error.HeddleException OUT_OF_MEMORY when there cannot be as much memory
   */
  default void gather(Object record) {}

  /**
   * Returns when this attempt, and no other one of the same task, may make what it wrote be seen.
   * To be called before output is committed in the task; not needed for results, of which the
   * driver takes one. An attempt that may commit keeps others waiting until it has ended.
   *
   * @throws TaskKilledException when another attempt has committed, or this one is not wanted
   */
  void awaitCommit();

  /**
   * Runs when the attempt ends, whatever its outcome; last registered, first run. Failures are
   * logged and do not change the outcome.
   */
  void onCompletion(AutoCloseable action);

  /** Whether the driver wants the attempt to end. May be called by any thread. */
  boolean isKilled();

  /**
   * Ends the attempt if the driver wants that. Long loops call it every few thousand records.
   *
   * @throws TaskKilledException if so
   */
  void checkKilled();
}
