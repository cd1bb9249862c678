package io.heddle.driver.rpc;

import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.TaskEnded;
import java.util.List;

/**
 * Takes what authenticated executors say. For one executor calls come one at a time, {@code
 * registered} first and {@code disconnected} last; for several they may come at once. Methods
 * return at once.
 */
public interface ExecutorMessages {
  void registered(String executorId, Register registration);

  void tasksEnded(String executorId, List<TaskEnded> tasks);

  void heartbeat(String executorId, Heartbeat heartbeat);

  void blocksChanged(String executorId, BlocksChanged change);

  /** An attempt wants to commit, and waits for the answer. */
  void commitAsked(String executorId, long taskId);

  void draining(String executorId, String reason);

  /** Something for the user to read. */
  void remarked(String executorId, String text);

  void disconnected(String executorId, String reason);
}
