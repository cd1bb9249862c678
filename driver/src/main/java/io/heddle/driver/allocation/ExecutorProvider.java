package io.heddle.driver.allocation;

/**
 * Port to whoever starts executors. The provider names each executor; the executor registers with
 * the driver under that name. Methods are called by the scheduler's shell thread and return at
 * once; work is done elsewhere.
 */
public interface ExecutorProvider {
  /** Called once, before anything else. */
  void start(ExecutorListener listener);

  /**
   * What is wanted from now on; replaces what was wanted before. The provider compares it with what
   * it has and has asked for, and asks for more or takes requests back. It does not end running
   * executors on its own.
   */
  void demand(ExecutorDemand demand);

  /** An executor has connected and proved itself; one of an earlier attempt has come back. */
  default void registered(String executorId) {}

  /** Ends one executor, whatever it does. Its end is reported as not failed. */
  void release(String executorId, String reason);

  /** Ends all executors; nothing is reported any more. */
  void stop();
}
