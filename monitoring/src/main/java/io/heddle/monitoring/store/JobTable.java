package io.heddle.monitoring.store;

import io.heddle.protocol.event.JobEnded;
import io.heddle.protocol.event.JobStarted;
import io.heddle.protocol.event.StageEnded;
import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.event.StageStarted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Jobs and stages: all active ones, and the latest finished ones up to a limit each. Numbers of
 * those that left are kept.
 */
final class JobTable {
  private final StoreLimits limits;
  private final IntConsumer onStageEvicted;
  private final TreeMap<Integer, JobEntry> jobs = new TreeMap<>();
  private final TreeMap<Integer, StageEntry> stages = new TreeMap<>();
  private final ArrayDeque<JobEntry> finishedJobs = new ArrayDeque<>();
  private final ArrayDeque<StageEntry> finishedStages = new ArrayDeque<>();
  private final Tally<JobState> jobsByState = new Tally<>(JobState.class);
  private final Tally<StageState> evictedStagesByState = new Tally<>(StageState.class);
  private TaskCounts evictedTasks = TaskCounts.NONE;
  private int skips;

  JobTable(StoreLimits limits, IntConsumer onStageEvicted) {
    this.limits = limits;
    this.onStageEvicted = onStageEvicted;
  }

  /** The stage, or null. */
  StageEntry stage(int id) {
    return stages.get(id);
  }

  JobEntry job(int id) {
    return jobs.get(id);
  }

  void start(JobStarted event, long atMillis) {
    JobEntry known = jobs.get(event.getJobId());
    if (known != null && known.state() == JobState.RUNNING) {
      return;
    }
    if (known != null) {
      // A later attempt of the application runs the job again.
      finishedJobs.remove(known);
      jobsByState.add(known.state(), -1);
    }
    JobEntry job = new JobEntry(event, atMillis);
    jobs.put(job.id, job);
    for (StageInfo info : event.getStagesList()) {
      skips += info.getSkipped() ? 1 : 0;
      StageEntry stage = stages.get(info.getStageId());
      if (stage == null) {
        stage = new StageEntry(info.getStageId());
        stages.put(stage.id, stage);
        if (info.getSkipped()) {
          stage.skip("its outputs were there already");
          finished(stage);
        }
      }
      stage.describe(info);
      stage.jobIds.add(job.id);
    }
  }

  /** False if the job is not known or has ended already. */
  boolean end(JobEnded event, long atMillis) {
    JobEntry job = jobs.get(event.getJobId());
    if (job == null || job.state() != JobState.RUNNING) {
      return false;
    }
    end(job, event.getSucceeded(), event.getReason(), atMillis);
    return true;
  }

  private void end(JobEntry job, boolean succeeded, String reason, long atMillis) {
    job.end(succeeded, reason, atMillis);
    jobsByState.add(job.state(), 1);
    for (int stageId : job.stageIds()) {
      StageEntry stage = stages.get(stageId);
      if (stage != null && stage.state() == StageState.PENDING && !isWanted(stage)) {
        stage.skip("its job ended before");
        skips++;
        finished(stage);
      }
    }
    finishedJobs.addLast(job);
    while (finishedJobs.size() > limits.jobs()) {
      evict(finishedJobs.pollFirst());
    }
  }

  private void evict(JobEntry job) {
    jobs.remove(job.id);
    for (int stageId : job.stageIds()) {
      StageEntry stage = stages.get(stageId);
      if (stage != null) {
        stage.jobIds.remove(job.id);
      }
    }
  }

  /** Whether a running job uses the stage. */
  boolean isWanted(StageEntry stage) {
    for (int jobId : stage.jobIds) {
      JobEntry job = jobs.get(jobId);
      if (job != null && job.state() == JobState.RUNNING) {
        return true;
      }
    }
    return false;
  }

  void start(StageStarted event, long atMillis) {
    StageEntry stage = stages.computeIfAbsent(event.getStageId(), StageEntry::new);
    boolean wasFinished = !stage.state().isActive();
    if (stage.start(event.getAttempt(), event.getTasks(), atMillis) && wasFinished) {
      finishedStages.remove(stage);
    }
  }

  void end(StageEnded event, long atMillis) {
    StageEntry stage = stages.get(event.getStageId());
    if (stage != null
        && stage.end(event.getAttempt(), event.getSucceeded(), event.getReason(), atMillis)) {
      finished(stage);
    }
  }

  private void finished(StageEntry stage) {
    finishedStages.addLast(stage);
    while (finishedStages.size() > limits.stages()) {
      evict(finishedStages.pollFirst());
    }
  }

  private void evict(StageEntry stage) {
    stages.remove(stage.id);
    evictedStagesByState.add(stage.state(), 1);
    if (stage.state() != StageState.SKIPPED) {
      evictedTasks = evictedTasks.plus(stage.tasks());
    }
    for (int jobId : stage.jobIds) {
      JobEntry job = jobs.get(jobId);
      if (job != null) {
        job.evicted(stage);
      }
    }
    onStageEvicted.accept(stage.id);
  }

  /** Counts the end of a task whose stage is no longer, or not yet, known. */
  void countOrphan(TaskState state) {
    evictedTasks =
        evictedTasks.plus(
            new TaskCounts(
                0,
                0,
                0,
                state == TaskState.SUCCEEDED ? 1 : 0,
                state == TaskState.FAILED ? 1 : 0,
                state == TaskState.FETCH_FAILED ? 1 : 0,
                state == TaskState.KILLED ? 1 : 0,
                state == TaskState.LOST ? 1 : 0));
  }

  /** Ends everything that is active, for the given reason. */
  void endAll(String reason, long atMillis) {
    for (StageEntry stage : List.copyOf(stages.values())) {
      if (stage.state() == StageState.RUNNING
          && stage.end(stage.attempt(), false, reason, atMillis)) {
        finished(stage);
      }
    }
    for (JobEntry job : List.copyOf(jobs.values())) {
      if (job.state() == JobState.RUNNING) {
        end(job, false, reason, atMillis);
      }
    }
  }

  List<JobStatus> jobSnapshots() {
    List<JobStatus> found = new ArrayList<>(jobs.size());
    for (JobEntry job : jobs.values()) {
      found.add(job.snapshot(stages::get));
    }
    return found;
  }

  List<StageStatus> stageSnapshots() {
    List<StageStatus> found = new ArrayList<>(stages.size());
    for (StageEntry stage : stages.values()) {
      found.add(stage.snapshot());
    }
    return found;
  }

  /** Active jobs, and the latest finished ones, by id. */
  List<JobStatus> latestJobs(int latestFinished) {
    TreeMap<Integer, JobStatus> found = new TreeMap<>();
    for (JobEntry job : jobs.values()) {
      if (job.state() == JobState.RUNNING) {
        found.put(job.id, job.snapshot(stages::get));
      }
    }
    var newestFirst = finishedJobs.descendingIterator();
    for (int i = 0; i < latestFinished && newestFirst.hasNext(); i++) {
      JobEntry job = newestFirst.next();
      found.put(job.id, job.snapshot(stages::get));
    }
    return List.copyOf(found.values());
  }

  /** Active stages, and the latest finished ones, by id. */
  List<StageStatus> latestStages(int latestFinished) {
    TreeMap<Integer, StageStatus> found = new TreeMap<>();
    for (StageEntry stage : stages.values()) {
      if (stage.state().isActive()) {
        found.put(stage.id, stage.snapshot());
      }
    }
    var newestFirst = finishedStages.descendingIterator();
    for (int i = 0; i < latestFinished && newestFirst.hasNext(); i++) {
      StageEntry stage = newestFirst.next();
      found.put(stage.id, stage.snapshot());
    }
    return List.copyOf(found.values());
  }

  int jobsActive() {
    return jobs.size() - finishedJobs.size();
  }

  int jobsIn(JobState state) {
    return jobsByState.of(state);
  }

  Tally<StageState> stagesByState() {
    Tally<StageState> counts = new Tally<>(StageState.class);
    counts.addAll(evictedStagesByState);
    for (StageEntry stage : stages.values()) {
      counts.add(stage.state(), 1);
    }
    return counts;
  }

  /** How often a job had no need to run one of its stages, or ended before it did. */
  int stageSkips() {
    return skips;
  }

  TaskCounts tasks() {
    TaskCounts sum = evictedTasks;
    for (StageEntry stage : stages.values()) {
      if (stage.state() != StageState.SKIPPED) {
        sum = sum.plus(stage.tasks());
      }
    }
    return sum;
  }

  int stageCount() {
    return stages.size();
  }
}
