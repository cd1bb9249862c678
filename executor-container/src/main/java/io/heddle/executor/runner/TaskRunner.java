package io.heddle.executor.runner;

import com.google.protobuf.ByteString;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts on a fixed number of slots, in the order they come; those that find no slot free
 * wait. Safe for all threads.
 */
public final class TaskRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final ExecutorServices services;
  private final OutcomeSink outcomes;
  private final StagePrograms programs = new StagePrograms();
  private final LinkedBlockingQueue<TaskAttempt> queue = new LinkedBlockingQueue<>();
  private final Map<Long, TaskAttempt> attempts = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Gate gate = new Gate();
  private volatile boolean closed;

  /** Starts the slots' threads. The services stay the caller's. */
  public TaskRunner(ExecutorServices services, int slots, OutcomeSink outcomes) {
    this.services = services;
    this.outcomes = outcomes;
    for (int i = 0; i < slots; i++) {
      Thread thread = new Thread(this::work, "heddle-slot-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** Takes the program of a stage, ahead of its tasks. */
  public void program(int stageId, ByteString program) {
    programs.put(stageId, program);
  }

  /** No task of the stage will come any more. */
  public void forget(int stageId) {
    programs.forget(stageId);
  }

  public void launch(Task task) {
    TaskAttempt attempt = new TaskAttempt(task, System.currentTimeMillis());
    attempts.put(task.getTaskId(), attempt);
    queue.add(attempt);
  }

  /** Tells an attempt to end; its outcome says whether it did. */
  public void kill(long taskId, String reason) {
    TaskAttempt attempt = attempts.get(taskId);
    if (attempt != null) {
      attempt.kill(reason);
    }
  }

  /** The driver's answer to {@link OutcomeSink#askCommit}. */
  public void mayCommit(long taskId, boolean allowed) {
    TaskAttempt attempt = attempts.get(taskId);
    if (attempt != null) {
      attempt.mayCommit(allowed);
    }
  }

  /** Lets so many attempts run at the same time from now on; those that run already go on. */
  public void limit(int atATime) {
    gate.limit(atATime);
  }

  /**
   * Ends the running attempt that holds the most memory, as failed.
   *
   * @return its task's id; -1 when none runs
   */
  public long failLargest(HeddleException cause) {
    TaskAttempt largest = null;
    long most = -1;
    for (TaskAttempt attempt : attempts.values()) {
      if (attempt.isRunning()) {
        long held = services.memory().heldBy(attempt.memory());
        if (held > most) {
          most = held;
          largest = attempt;
        }
      }
    }
    return largest != null && largest.fail(cause) ? largest.task().getTaskId() : -1;
  }

  /** Attempts that run or wait. */
  public List<Long> active() {
    return List.copyOf(attempts.keySet());
  }

  /** Takes attempts that run or wait, and the records that each has read so far. */
  public interface ProgressSink {
    void attempt(long taskId, long recordsRead);
  }

  /** Tells how far the attempts are that run or wait. */
  public void progress(ProgressSink to) {
    attempts.forEach((taskId, attempt) -> to.attempt(taskId, attempt.recordsRead()));
  }

  private void work() {
    Slot slot = new Slot(services, programs, outcomes);
    while (!closed) {
      TaskAttempt attempt;
      try {
        attempt = queue.take();
      } catch (InterruptedException e) {
        continue; // closed, or a late interrupt of user code
      }
      gate.enter(attempt);
      try {
        Thread.currentThread().setContextClassLoader(services.userClasses());
        slot.run(attempt);
      } catch (Throwable e) {
        // Reporting itself failed. The driver notices by the heartbeats, which lack the attempt.
        LOG.error("task {} ended without an outcome", attempt.task().getTaskId(), e);
      } finally {
        gate.leave();
        attempts.remove(attempt.task().getTaskId());
      }
    }
  }

  /** Kills all attempts and waits for them, at most so long. */
  public boolean close(long timeout, TimeUnit unit) {
    closed = true;
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    for (TaskAttempt attempt : attempts.values()) {
      attempt.kill("the executor ends");
    }
    for (Thread thread : threads) {
      thread.interrupt();
    }
    boolean ended = true;
    for (Thread thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      try {
        thread.join(Math.max(1, left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      ended &= !thread.isAlive();
    }
    return ended;
  }

  @Override
  public void close() {
    close(2, TimeUnit.SECONDS);
  }
}
