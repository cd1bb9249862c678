package io.heddle.driver.schedule;

import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets exactly one attempt of each task commit what it wrote, for outputs that are committed where
 * they were written.
 *
 * <p>A task's commit is <i>free</i>, <i>held</i> by an attempt, or <i>done</i>. free → held when an
 * attempt asks; held → done when the holder succeeds; held → free when it ends otherwise, or is
 * given up. A holder whose executor's stream broke is given up when its process has ended, or has
 * been silent for so long that it would have ended itself. Who asks meanwhile gets the answer then.
 * Attempts that do not count, and those that ask when it is done, are refused.
 *
 * <p>An attempt asks on its executor's stream, and ends with that; so those that were started by an
 * earlier ApplicationMaster cannot ask this one.
 */
final class Commits {
  /** The commit of one task. */
  private static final class Commit {
    TaskAttempt holder;
    boolean done;

    /** Since when the holder's executor is not heard of; negative while it is. */
    long lostMillis = -1;

    final Deque<TaskAttempt> waiting = new ArrayDeque<>(1);
  }

  private final Books books;
  private final Map<StageState, Map<Integer, Commit>> commits = new LinkedHashMap<>();

  Commits(Books books) {
    this.books = books;
  }

  /**
   * An attempt that runs wants to commit.
   *
   * @param counts whether its outcome matters
   */
  void asked(TaskAttempt attempt, boolean counts) {
    if (!counts) {
      answer(attempt, false);
      return;
    }
    Commit commit =
        commits
            .computeIfAbsent(attempt.stage(), stage -> new LinkedHashMap<>())
            .computeIfAbsent(attempt.task(), task -> new Commit());
    if (commit.done) {
      answer(attempt, false);
    } else if (commit.holder == null) {
      commit.holder = attempt;
      answer(attempt, true);
    } else if (commit.holder != attempt) {
      commit.waiting.add(attempt);
    }
  }

  private void answer(TaskAttempt attempt, boolean allowed) {
    books.act(new SchedulerAction.AnswerCommit(attempt.executor().id(), attempt.taskId(), allowed));
  }

  private Commit of(TaskAttempt attempt) {
    if (commits.isEmpty()) {
      return null;
    }
    Map<Integer, Commit> ofStage = commits.get(attempt.stage());
    return ofStage == null ? null : ofStage.get(attempt.task());
  }

  /** An attempt does not run any more. */
  void ended(TaskAttempt attempt, boolean succeeded) {
    Commit commit = of(attempt);
    if (commit == null) {
      return;
    }
    commit.waiting.remove(attempt);
    if (commit.holder == attempt) {
      if (succeeded) {
        commit.done = true;
        commit.waiting.forEach(other -> answer(other, false));
        commit.waiting.clear();
      } else {
        giveUp(commit);
      }
    }
  }

  /** An attempt's executor is not heard of any more; it may be committing all the same. */
  void lost(TaskAttempt attempt) {
    Commit commit = of(attempt);
    if (commit != null) {
      commit.waiting.remove(attempt);
      if (commit.holder == attempt) {
        commit.lostMillis = books.now;
      }
    }
  }

  /** An executor's process is gone. */
  void processEnded(String executorId) {
    forEachLost(
        commit -> {
          if (commit.holder.executor().id().equals(executorId)) {
            giveUp(commit);
          }
        });
  }

  private void giveUp(Commit commit) {
    commit.lostMillis = -1;
    commit.holder = commit.waiting.poll();
    if (commit.holder != null) {
      answer(commit.holder, true);
    }
  }

  private void forEachLost(Consumer<Commit> to) {
    for (Map<Integer, Commit> ofStage : commits.values()) {
      for (Commit commit : ofStage.values()) {
        if (commit.lostMillis >= 0) {
          to.accept(commit);
        }
      }
    }
  }

  void tick() {
    if (commits.isEmpty()) {
      return;
    }
    commits.keySet().removeIf(stage -> stage.jobs().isEmpty());
    forEachLost(
        commit -> {
          if (books.now - commit.lostMillis >= books.options.silenceMillis()) {
            giveUp(commit);
          }
        });
  }
}
