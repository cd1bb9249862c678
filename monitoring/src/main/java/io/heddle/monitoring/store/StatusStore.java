package io.heddle.monitoring.store;

import io.heddle.monitoring.event.EventLogReader;
import io.heddle.monitoring.event.EventSink;
import io.heddle.protocol.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The state of an application, made from its events alone: live, as a sink of the {@link
 * io.heddle.monitoring.event.EventBus}, or from a log.
 *
 * <p>Events may come twice, late, or not at all: what is known already is not counted again, an end
 * without a start is counted, and a task whose end was missed is given up with its job. Memory is
 * bounded by {@link StoreLimits}; the oldest of what is over goes first, and {@link Totals} go on
 * counting it.
 *
 * <p>Any thread may call any method. Reads give immutable records of one moment.
 */
public final class StatusStore implements EventSink {
  /** Finished jobs and stages in a summary unless asked otherwise. */
  public static final int SUMMARY_FINISHED = 30;

  private static final int SUMMARY_NOTICES = 20;

  private final StatusState state;

  public StatusStore(StoreLimits limits) {
    state = new StatusState(limits);
  }

  /**
   * The state that an event log adds up to. A log that ends in the middle gives what was there.
   *
   * @param in read to its end, not closed
   * @throws IOException as {@link EventLogReader#read}
   */
  public static StatusStore fromLog(InputStream in, StoreLimits limits) throws IOException {
    StatusStore store = new StatusStore(limits);
    EventLogReader.read(in, store);
    return store;
  }

  @Override
  public synchronized void accept(Event event) {
    state.apply(event);
  }

  /** The driver's clock at the latest event; 0 before the first. */
  public synchronized long atMillis() {
    return state.atMillis();
  }

  public synchronized ApplicationStatus application() {
    return state.application();
  }

  public synchronized Totals totals() {
    return state.totals();
  }

  /** By id. */
  public synchronized List<JobStatus> jobs() {
    return state.jobs.jobSnapshots();
  }

  public synchronized Optional<JobStatus> job(int id) {
    return Optional.ofNullable(state.jobs.job(id)).map(job -> job.snapshot(state.jobs::stage));
  }

  /** By id. */
  public synchronized List<StageStatus> stages() {
    return state.jobs.stageSnapshots();
  }

  public synchronized Optional<StageStatus> stage(int id) {
    return Optional.ofNullable(state.jobs.stage(id)).map(StageEntry::snapshot);
  }

  /**
   * Some of the attempts of a stage's tasks that are in the store; none for a stage not known.
   *
   * @param limit the most to give
   */
  public TaskPage tasks(int stageId, TaskOrder order, int offset, int limit) {
    List<TaskStatus> all = taskSnapshots(stageId);
    List<TaskStatus> page =
        all.stream().sorted(order.comparator()).skip(Math.max(0, offset)).limit(limit).toList();
    return new TaskPage(stageId, all.size(), offset, page);
  }

  /** The latest attempts of a stage's tasks that did not succeed, latest first. */
  public List<TaskStatus> failures(int stageId, int limit) {
    return taskSnapshots(stageId).stream()
        .filter(
            task ->
                task.state() == TaskState.FAILED
                    || task.state() == TaskState.FETCH_FAILED
                    || task.state() == TaskState.LOST)
        .sorted(Comparator.comparingLong(TaskStatus::endedAtMillis).reversed())
        .limit(limit)
        .toList();
  }

  private synchronized List<TaskStatus> taskSnapshots(int stageId) {
    return state.tasks.ofStage(stageId).stream().map(TaskEntry::snapshot).toList();
  }

  /** In the order in which they came. */
  public synchronized List<ExecutorStatus> executors() {
    return state.executors.snapshots();
  }

  /** How many executors are wanted and had, as told last; all zero after the end. */
  public synchronized AllocationStatus allocation() {
    return state.allocation();
  }

  /** By id. */
  public synchronized List<RddStatus> rdds() {
    return state.rdds.snapshots();
  }

  /** Named accumulators, by id. */
  public synchronized List<AccumulatorStatus> accumulators() {
    return state.accumulators.snapshots();
  }

  /** Oldest first. */
  public synchronized List<NoticeLine> notices() {
    return state.notices();
  }

  /** In the order in which they were told. */
  public synchronized List<MilestonePoint> milestones() {
    return state.milestones();
  }

  /** All that is active and some of the rest; see {@link Summary}. */
  public Summary summary() {
    return summary(SUMMARY_FINISHED);
  }

  /**
   * All that is active and some of the rest; see {@link Summary}.
   *
   * @param latestFinished how many finished jobs, and as many finished stages, to give
   */
  public synchronized Summary summary(int latestFinished) {
    List<NoticeLine> notices = state.notices();
    return new Summary(
        state.atMillis(),
        state.application(),
        state.totals(),
        state.allocation(),
        state.jobs.latestJobs(latestFinished),
        state.jobs.latestStages(latestFinished),
        notices.subList(Math.max(0, notices.size() - SUMMARY_NOTICES), notices.size()),
        state.milestones());
  }
}
