package io.heddle.driver.stage;

import io.heddle.driver.task.TaskSetState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One stage in the scheduler's books.
 *
 * <p>Transitions: <i>idle</i> → <i>waiting</i> when a job needs it but map outputs that it reads
 * are missing; idle or waiting → <i>running</i> when they are all there; running → waiting when
 * some are lost and it has tasks to launch (its running tasks go on, and count); running → idle
 * when it has no task left, or no job needs it any more; waiting → idle in the latter case. Each
 * time it comes to run a new attempt of the stage begins.
 */
public final class StageState {
  /** Where a stage stands. */
  public enum Status {
    IDLE,
    WAITING,
    RUNNING
  }

  private final StageSpec spec;
  private final List<StageState> parents;
  private final Set<StageState> children = new LinkedHashSet<>();
  private final TreeSet<Integer> jobs = new TreeSet<>();
  private final BitSet programSentTo = new BitSet();
  private final Map<String, Integer> unreachable = new HashMap<>();
  private final BitSet counted = new BitSet();
  private final char[] attemptsMade;
  private Status status = Status.IDLE;
  private TaskSetState taskSet;
  private int attempt = -1;
  private int failedAttempts;

  StageState(StageSpec spec, List<StageState> parents) {
    this.spec = spec;
    this.parents = List.copyOf(parents);
    this.attemptsMade = new char[spec.tasks()];
  }

  public StageSpec spec() {
    return spec;
  }

  public int id() {
    return spec.stageId();
  }

  public List<StageState> parents() {
    return parents;
  }

  /** Stages that read what this one writes. Not a copy. */
  public Set<StageState> children() {
    return children;
  }

  /** The jobs that need it, by id in order. Not a copy. */
  public TreeSet<Integer> jobs() {
    return jobs;
  }

  public Status status() {
    return status;
  }

  /** What is to be run; null while idle, and while waiting for the first time. */
  public TaskSetState taskSet() {
    return taskSet;
  }

  /** The number of its latest attempt; -1 before the first. */
  public int attempt() {
    return attempt;
  }

  /** idle → waiting, or running → waiting. */
  public void waitForParents() {
    status = Status.WAITING;
  }

  /** idle → running with tasks to run, or waiting → running. */
  public void run(TaskSetState tasks) {
    taskSet = tasks;
    status = Status.RUNNING;
    attempt++;
  }

  /** → idle. */
  public void rest() {
    status = Status.IDLE;
    taskSet = null;
  }

  /** Attempts in a row that ended because map outputs could not be read. */
  public int countFailedAttempt() {
    return ++failedAttempts;
  }

  /** It has run to its end. */
  public void succeeded() {
    failedAttempts = 0;
    unreachable.clear();
  }

  /**
   * A task could not reach a host.
   *
   * @return whether that was so in an earlier attempt too
   */
  public boolean unreachableAgain(String host) {
    Integer before = unreachable.putIfAbsent(host, attempt);
    return before != null && before < attempt;
  }

  /** The executors that hold its program, by index. Not a copy. */
  public BitSet programSentTo() {
    return programSentTo;
  }

  /**
   * A task has succeeded.
   *
   * @return whether that was the first time: what a task adds to accumulators counts once, however
   *     often its output is lost and made again
   */
  public boolean countsNow(int task) {
    boolean before = counted.get(task);
    counted.set(task);
    return !before;
  }

  /** A number for a task's next attempt, never given before for that task. */
  public int nextAttempt(int task) {
    return attemptsMade[task]++;
  }

  @Override
  public String toString() {
    return "stage " + id() + " (" + spec.name() + ")";
  }
}
