package io.heddle.driver.schedule;

import io.heddle.driver.job.JobState;
import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import io.heddle.driver.shuffle.ShuffleOutputs;
import io.heddle.driver.stage.StageState;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What follows when a map output that was lost came out different when it was made again: readers
 * of the lost one and readers of the new one must not be mixed. So what was made from the lost one
 * is thrown away and made again, stage after stage down to the results. Results that were given out
 * already cannot be taken back: then the job fails.
 */
final class Rollback {
  private final Books books;
  private final Stages stages;
  private final Attempts attempts;
  private final Jobs jobs;

  Rollback(Books books, Stages stages, Attempts attempts, Jobs jobs) {
    this.books = books;
    this.stages = stages;
    this.attempts = attempts;
    this.jobs = jobs;
  }

  /** A map task of a stage has brought another output than the one that was lost. */
  void changed(StageState stage, int map) {
    Set<StageState> stale = new LinkedHashSet<>();
    Deque<StageState> todo = new ArrayDeque<>(List.of(stage));
    while (!todo.isEmpty()) {
      for (StageState child : todo.poll().children()) {
        if (hasRead(child) && stale.add(child) && !child.spec().isResult()) {
          todo.add(child);
        }
      }
    }
    if (stale.isEmpty()) {
      return;
    }
    String reason =
        "map output "
            + map
            + " of "
            + stage
            + " came out different when it was made again, and its readers start over";
    books.report.notice(reason);
    failWhereResultsAreOut(stale, stage, map);
    List<Lost> lost = new ArrayList<>();
    for (StageState each : stale) {
      attempts.startOver(each, reason);
      ShuffleOutputs outputs =
          each.spec().isResult() ? null : books.outputs.get(each.spec().shuffleId());
      int[] maps = outputs == null ? new int[0] : outputs.dropWhere(place -> true);
      if (maps.length > 0) {
        lost.add(new Lost(each.spec().shuffleId(), maps));
      }
    }
    for (Lost each : lost) {
      books.reruns.lost(each, reason);
      stages.outputsLost(each, reason);
    }
    for (StageState each : stale) {
      stages.recheck(each, reason);
    }
  }

  /** Whether something was, or is being, made from what a stage reads. */
  private boolean hasRead(StageState stage) {
    if (stage.taskSet() != null && stage.taskSet().running() > 0) {
      return true;
    }
    if (stage.spec().isResult()) {
      return !stage.jobs().isEmpty() && jobs.job(stage.jobs().first()).hasResults();
    }
    ShuffleOutputs outputs = books.outputs.get(stage.spec().shuffleId());
    return outputs != null && outputs.hasAny();
  }

  private void failWhereResultsAreOut(Set<StageState> stale, StageState cause, int map) {
    for (StageState stage : List.copyOf(stale)) {
      if (!stage.spec().isResult() || stage.jobs().isEmpty()) {
        continue;
      }
      JobState job = jobs.job(stage.jobs().first());
      if (job.hasResults()) {
        stale.remove(stage);
        jobs.fail(
            job,
            new HeddleException(
                ErrorCode.NONDETERMINISTIC_RERUN,
                "partition "
                    + map
                    + " of "
                    + cause
                    + " was lost, and held other records when it was computed again, after "
                    + job.spec().action()
                    + " at "
                    + job.spec().callSite()
                    + " had been given results made from the first"));
      }
    }
  }
}
