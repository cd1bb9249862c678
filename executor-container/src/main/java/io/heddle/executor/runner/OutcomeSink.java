package io.heddle.executor.runner;

import io.heddle.protocol.executor.TaskEnded;

/** Takes the outcomes of task attempts. Called by slot threads; safe for all of them. */
public interface OutcomeSink {
  /** An attempt has ended; nothing of it runs any more. */
  void ended(TaskEnded outcome);

  /** An attempt that runs wants to commit; {@link TaskRunner#mayCommit} brings the answer. */
  void askCommit(long taskId);

  /** An attempt failed because a local directory could not be written. */
  void diskFailed();

  /**
   * An attempt ended because the heap is full. Called after its outcome was given, and its memory
   * let go.
   */
  void outOfMemory(OutOfMemoryError error);
}
