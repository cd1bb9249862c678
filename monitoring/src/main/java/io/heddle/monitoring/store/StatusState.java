package io.heddle.monitoring.store;

import io.heddle.protocol.event.AllocationChanged;
import io.heddle.protocol.event.ApplicationEnded;
import io.heddle.protocol.event.ApplicationStarted;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.MapOutputsLost;
import io.heddle.protocol.event.Milestone;
import io.heddle.protocol.event.TaskEnded;
import io.heddle.protocol.event.TaskStarted;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sequence of events adds up to. A function of the events and the limits alone: no clock.
 * One thread at a time.
 */
final class StatusState {
  private record MilestoneKey(String name, String subject) {}

  private final StoreLimits limits;
  final TaskTable tasks;
  final JobTable jobs;
  final ExecutorTable executors;
  final RddTable rdds = new RddTable();
  final AccumulatorTable accumulators = new AccumulatorTable();
  private final ArrayDeque<NoticeLine> notices = new ArrayDeque<>();
  private final Map<MilestoneKey, MilestonePoint> milestones = new LinkedHashMap<>();
  private final WorkSum work = new WorkSum();
  private ApplicationStatus application = ApplicationStatus.NONE;
  private AllocationStatus allocation = AllocationStatus.NONE;
  private long atMillis;

  StatusState(StoreLimits limits) {
    this.limits = limits;
    tasks = new TaskTable(limits.tasks());
    jobs = new JobTable(limits, tasks::forgetStage);
    executors = new ExecutorTable(limits.executors());
  }

  void apply(Event event) {
    long at = event.getAtMillis();
    atMillis = Math.max(atMillis, at);
    switch (event.getEventCase()) {
      case APPLICATION_STARTED -> applicationStarted(event.getApplicationStarted(), at);
      case APPLICATION_ENDED -> applicationEnded(event.getApplicationEnded(), at);
      case JOB_STARTED -> jobs.start(event.getJobStarted(), at);
      case JOB_ENDED -> {
        if (jobs.end(event.getJobEnded(), at)) {
          abandonUnwantedTasks(event.getJobEnded().getJobId(), at);
        }
      }
      case STAGE_STARTED -> jobs.start(event.getStageStarted(), at);
      case STAGE_ENDED -> jobs.end(event.getStageEnded(), at);
      case TASK_STARTED -> taskStarted(event.getTaskStarted(), at);
      case TASK_ENDED -> taskEnded(event.getTaskEnded(), at);
      case EXECUTOR_ADDED -> executors.add(event.getExecutorAdded(), at);
      case EXECUTOR_REMOVED -> {
        if (executors.remove(event.getExecutorRemoved(), at)) {
          rdds.executorGone(event.getExecutorRemoved().getExecutorId());
        }
      }
      case EXECUTOR_HEARTBEAT -> executors.beat(event.getExecutorHeartbeat(), at);
      case EXECUTOR_EXCLUDED -> executors.exclude(event.getExecutorExcluded());
      case MAP_OUTPUTS_LOST -> mapOutputsLost(event.getMapOutputsLost(), at);
      case RDD_CACHED -> rdds.cached(event.getRddCached());
      case RDD_UNCACHED -> rdds.uncached(event.getRddUncached().getRddId());
      case NOTICE -> notice(event.getNotice().getText(), at);
      case MILESTONE -> milestone(event.getMilestone());
      case ALLOCATION_CHANGED -> allocation(event.getAllocationChanged());
      case ACCUMULATOR_CHANGED -> accumulators.changed(event.getAccumulatorChanged());
      case EVENT_NOT_SET -> {
        // Of a later version.
      }
    }
  }

  private void applicationStarted(ApplicationStarted event, long at) {
    if (application.attempt() > 0 && event.getAttempt() > application.attempt()) {
      endEverything("attempt " + application.attempt() + " of the application ended", at);
    }
    boolean again = application.startedAtMillis() > 0;
    application =
        new ApplicationStatus(
            event.getApplicationId(),
            Text.bounded(event.getName()),
            event.getUser(),
            event.getAttempt(),
            event.getQueue(),
            event.getVersion(),
            ApplicationState.RUNNING,
            "",
            again ? application.startedAtMillis() : at,
            0,
            Secrets.masked(event.getSettingsMap()));
  }

  private void applicationEnded(ApplicationEnded event, long at) {
    if (application.state().isFinal()) {
      return;
    }
    endEverything("the application ended", at);
    executors.removeAll("the application ended", at);
    allocation = AllocationStatus.NONE;
    ApplicationStatus a = application;
    application =
        new ApplicationStatus(
            a.id(),
            a.name(),
            a.user(),
            a.attempt(),
            a.queue(),
            a.version(),
            event.getSucceeded() ? ApplicationState.SUCCEEDED : ApplicationState.FAILED,
            Text.bounded(event.getDiagnostics()),
            a.startedAtMillis(),
            at,
            a.settings());
  }

  private void endEverything(String reason, long at) {
    for (TaskEntry task : tasks.running(task -> true)) {
      abandon(task, reason, at);
    }
    jobs.endAll(reason, at);
  }

  /** A task that still seems to run when no job wants its stage: its end was missed. */
  private void abandonUnwantedTasks(int jobId, long at) {
    for (TaskEntry task : tasks.running(task -> true)) {
      StageEntry stage = jobs.stage(task.stageId);
      if (stage == null || (stage.jobIds.contains(jobId) && !jobs.isWanted(stage))) {
        abandon(task, "its job ended", at);
      }
    }
  }

  private void abandon(TaskEntry task, String why, long at) {
    task.abandon(why, at);
    settle(task);
  }

  private void taskStarted(TaskStarted event, long at) {
    TaskEntry task = tasks.find(event.getTaskId());
    if (task != null && task.hasStarted()) {
      return;
    }
    if (task == null) {
      task = new TaskEntry(event.getTaskId(), event.getStageId());
      task.start(event, at);
      tasks.addRunning(task);
      ExecutorEntry executor = executors.find(task.executorId);
      if (executor != null) {
        executor.taskStarted();
      }
    } else {
      task.start(event, at);
    }
    StageEntry stage = jobs.stage(task.stageId);
    if (stage != null) {
      stage.taskStarted(task);
    }
  }

  private void taskEnded(TaskEnded event, long at) {
    TaskEntry task = tasks.find(event.getTaskId());
    if (task == null) {
      task = new TaskEntry(event.getTaskId(), event.getStageId());
    } else if (task.state != TaskState.RUNNING) {
      return;
    }
    task.end(event, at);
    settle(task);
  }

  /** Counts a task that has just ended. */
  private void settle(TaskEntry task) {
    tasks.addFinished(task);
    if (task.state == TaskState.SUCCEEDED) {
      work.add(task.metrics);
    }
    StageEntry stage = jobs.stage(task.stageId);
    if (stage != null) {
      stage.taskEnded(task);
    } else {
      jobs.countOrphan(task.state);
    }
    ExecutorEntry executor = executors.find(task.executorId);
    if (executor != null) {
      executor.taskEnded(task.state, task.metrics);
    }
  }

  private void mapOutputsLost(MapOutputsLost event, long at) {
    StageEntry stage = jobs.stage(event.getStageId());
    if (stage != null) {
      stage.loseOutputs(event.getCount());
    }
    notice(
        "%d map outputs of stage %d were lost: %s"
            .formatted(event.getCount(), event.getStageId(), event.getReason()),
        at);
  }

  private void notice(String text, long at) {
    notices.addLast(new NoticeLine(at, Text.bounded(text)));
    if (notices.size() > limits.notices()) {
      notices.pollFirst();
    }
  }

  private void allocation(AllocationChanged event) {
    if (!application.state().isFinal()) {
      allocation =
          new AllocationStatus(
              event.getTarget(),
              event.getAsked(),
              event.getGranted(),
              event.getRunning(),
              event.getDraining(),
              Text.bounded(event.getWaiting()));
    }
  }

  /** The first of its name and subject counts; when there are too many, no more are taken. */
  private void milestone(Milestone event) {
    if (milestones.size() < limits.milestones()) {
      milestones.putIfAbsent(
          new MilestoneKey(event.getName(), event.getSubject()),
          new MilestonePoint(event.getName(), event.getSubject(), event.getMillis()));
    }
  }

  ApplicationStatus application() {
    return application;
  }

  AllocationStatus allocation() {
    return allocation;
  }

  long atMillis() {
    return atMillis;
  }

  List<NoticeLine> notices() {
    return List.copyOf(notices);
  }

  List<MilestonePoint> milestones() {
    return List.copyOf(milestones.values());
  }

  Totals totals() {
    Tally<StageState> stages = jobs.stagesByState();
    return new Totals(
        jobs.jobsActive(),
        jobs.jobsIn(JobState.SUCCEEDED),
        jobs.jobsIn(JobState.FAILED),
        stages.of(StageState.PENDING),
        stages.of(StageState.RUNNING),
        stages.of(StageState.SUCCEEDED),
        stages.of(StageState.FAILED),
        jobs.stageSkips(),
        stages.of(StageState.SKIPPED),
        jobs.tasks(),
        work.snapshot(),
        executors.active(),
        executors.removed(),
        executors.failed(),
        executors.slots(),
        executors.storageBytes());
  }
}
