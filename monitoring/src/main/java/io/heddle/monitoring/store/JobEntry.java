package io.heddle.monitoring.store;

import io.heddle.protocol.event.JobStarted;
import io.heddle.protocol.event.StageInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A job as the store holds it. RUNNING → SUCCEEDED or FAILED. */
final class JobEntry {
  final int id;
  private final String action;
  private final String callSite;
  private final String pool;
  private final int[] stageIds;
  private final int[] ownStageIds;
  private final long startedAtMillis;
  private JobState state = JobState.RUNNING;
  private String reason = "";
  private long endedAtMillis;

  /** Of stages that were evicted. */
  private TaskCounts evictedTasks = TaskCounts.NONE;

  private int evictedDone;

  JobEntry(JobStarted event, long atMillis) {
    id = event.getJobId();
    action = Text.bounded(event.getAction());
    callSite = Text.bounded(event.getCallSite());
    pool = Text.bounded(event.getPool());
    stageIds = event.getStagesList().stream().mapToInt(StageInfo::getStageId).toArray();
    ownStageIds =
        event.getStagesList().stream()
            .filter(stage -> !stage.getSkipped())
            .mapToInt(StageInfo::getStageId)
            .toArray();
    startedAtMillis = atMillis;
  }

  JobState state() {
    return state;
  }

  int[] stageIds() {
    return stageIds;
  }

  void end(boolean succeeded, String why, long atMillis) {
    state = succeeded ? JobState.SUCCEEDED : JobState.FAILED;
    reason = Text.bounded(why);
    endedAtMillis = atMillis;
  }

  /** Keeps the numbers of a stage that leaves the store. */
  void evicted(StageEntry stage) {
    for (int own : ownStageIds) {
      if (own == stage.id && stage.state() != StageState.SKIPPED) {
        evictedTasks = evictedTasks.plus(stage.tasks());
        evictedDone += stage.state() == StageState.SUCCEEDED ? 1 : 0;
      }
    }
  }

  /**
   * @param stages the stages of the store, null for those that are not in it
   */
  JobStatus snapshot(IntFunction<StageEntry> stages) {
    TaskCounts tasks = evictedTasks;
    int done = evictedDone;
    int skipped = stageIds.length - ownStageIds.length;
    for (int own : ownStageIds) {
      StageEntry stage = stages.apply(own);
      if (stage == null) {
        continue;
      }
      if (stage.state() == StageState.SKIPPED) {
        skipped++;
      } else {
        tasks = tasks.plus(stage.tasks());
        done += stage.state() == StageState.SUCCEEDED ? 1 : 0;
      }
    }
    List<Integer> ids = new ArrayList<>(stageIds.length);
    for (int stageId : stageIds) {
      ids.add(stageId);
    }
    return new JobStatus(
        id,
        action,
        callSite,
        pool,
        state,
        reason,
        startedAtMillis,
        endedAtMillis,
        List.copyOf(ids),
        done,
        skipped,
        tasks);
  }
}
