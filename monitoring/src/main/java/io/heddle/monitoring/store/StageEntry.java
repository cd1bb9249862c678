package io.heddle.monitoring.store;

import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.executor.TaskMetrics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * A stage as the store holds it. PENDING → RUNNING → SUCCEEDED or FAILED; from these RUNNING again
 * with a later attempt; PENDING → SKIPPED.
 */
final class StageEntry {
  private static final int MAX_ATTEMPTS = 20;
  private static final int MAX_LINEAGE = 200;

  final int id;
  final TreeSet<Integer> jobIds = new TreeSet<>();
  private String name;
  private int total;
  private List<Integer> parents;
  private List<String> lineage;
  private StageState state = StageState.PENDING;
  private String reason = "";
  private int attempt;
  private long startedAtMillis;
  private long endedAtMillis;
  private final List<StageAttempt> attempts = new ArrayList<>();

  /** Partitions that were there when the latest attempt began. */
  private int doneBefore;

  private BitSet doneInAttempt = new BitSet();
  private int doneOfUnknownPartition;
  private int running;
  private final Tally<TaskState> ended = new Tally<>(TaskState.class);
  private final Tally<Locality> localities = new Tally<>(Locality.class);
  private final WorkSum work = new WorkSum();
  private long wastedNanos;
  private int lostOutputs;
  private final Histogram runNanos = new Histogram();
  private final Histogram inputBytes = new Histogram();
  private final Histogram shuffleReadBytes = new Histogram();
  private final Histogram shuffleWriteBytes = new Histogram();
  private final Histogram spilledBytes = new Histogram();

  StageEntry(int id) {
    this.id = id;
    name = "stage " + id;
    parents = List.of();
    lineage = List.of();
  }

  void describe(StageInfo info) {
    if (!info.getName().isEmpty()) {
      name = Text.bounded(info.getName());
    }
    total = Math.max(total, info.getTasks());
    parents = List.copyOf(info.getParentsList());
    List<String> operations = info.getLineageList();
    lineage = List.copyOf(operations.subList(0, Math.min(MAX_LINEAGE, operations.size())));
  }

  StageState state() {
    return state;
  }

  int attempt() {
    return attempt;
  }

  /** Begins an attempt; false if it is known already or older than the latest. */
  boolean start(int newAttempt, int tasks, long atMillis) {
    if (startedAtMillis != 0 && newAttempt <= attempt) {
      return false;
    }
    total = Math.max(total, tasks);
    attempt = newAttempt;
    state = StageState.RUNNING;
    reason = "";
    endedAtMillis = 0;
    if (startedAtMillis == 0) {
      startedAtMillis = atMillis;
    }
    doneBefore = Math.max(0, total - tasks);
    doneInAttempt = new BitSet();
    doneOfUnknownPartition = 0;
    if (attempts.size() == MAX_ATTEMPTS) {
      attempts.remove(0);
    }
    attempts.add(new StageAttempt(attempt, tasks, StageState.RUNNING, "", atMillis, 0));
    return true;
  }

  /** Ends an attempt; false if it is not the latest, or has ended already. */
  boolean end(int endedAttempt, boolean succeeded, String why, long atMillis) {
    StageState outcome = succeeded ? StageState.SUCCEEDED : StageState.FAILED;
    for (int i = 0; i < attempts.size(); i++) {
      StageAttempt a = attempts.get(i);
      if (a.attempt() == endedAttempt && a.state() == StageState.RUNNING) {
        attempts.set(
            i,
            new StageAttempt(
                a.attempt(), a.tasks(), outcome, Text.bounded(why), a.startedAtMillis(), atMillis));
      }
    }
    if (endedAttempt < attempt || !state.isActive()) {
      return false;
    }
    state = outcome;
    reason = Text.bounded(why);
    endedAtMillis = atMillis;
    return true;
  }

  void skip(String why) {
    state = StageState.SKIPPED;
    reason = why;
  }

  void loseOutputs(int count) {
    lostOutputs += count;
  }

  void taskStarted(TaskEntry task) {
    if (task.state == TaskState.RUNNING) {
      running++;
    } else if (task.state == TaskState.SUCCEEDED) {
      // Its end came before its start.
      doneOfUnknownPartition = Math.max(0, doneOfUnknownPartition - 1);
      markDone(task);
    }
    localities.add(task.locality, 1);
  }

  void taskEnded(TaskEntry task) {
    if (task.hasStarted()) {
      running = Math.max(0, running - 1);
    }
    ended.add(task.state, 1);
    TaskMetrics metrics = task.metrics;
    if (task.state != TaskState.SUCCEEDED) {
      wastedNanos += metrics.getRunNanos();
      return;
    }
    if (task.hasStarted()) {
      markDone(task);
    } else {
      doneOfUnknownPartition++;
    }
    work.add(metrics);
    runNanos.add(metrics.getRunNanos());
    inputBytes.add(metrics.getInputBytes());
    shuffleReadBytes.add(metrics.getShuffleReadLocalBytes() + metrics.getShuffleReadRemoteBytes());
    shuffleWriteBytes.add(metrics.getShuffleWriteBytes());
    spilledBytes.add(metrics.getSpilledBytes());
  }

  private void markDone(TaskEntry task) {
    // The array behind the bits is as long as the partition number is high: believe only real ones.
    if (task.stageAttempt == attempt && task.partition < total) {
      doneInAttempt.set(task.partition);
    }
  }

  private int done() {
    return switch (state) {
      case SUCCEEDED -> total;
      case SKIPPED -> 0;
      default -> Math.min(total, doneBefore + doneInAttempt.cardinality() + doneOfUnknownPartition);
    };
  }

  TaskCounts tasks() {
    return new TaskCounts(
        total,
        done(),
        running,
        ended.of(TaskState.SUCCEEDED),
        ended.of(TaskState.FAILED),
        ended.of(TaskState.FETCH_FAILED),
        ended.of(TaskState.KILLED),
        ended.of(TaskState.LOST));
  }

  StageStatus snapshot() {
    return new StageStatus(
        id,
        attempt,
        name,
        state,
        reason,
        parents,
        List.copyOf(jobIds),
        lineage,
        startedAtMillis,
        endedAtMillis,
        List.copyOf(attempts),
        tasks(),
        LocalityCounts.of(localities),
        work.snapshot(),
        wastedNanos,
        lostOutputs,
        runNanos.snapshot(),
        inputBytes.snapshot(),
        shuffleReadBytes.snapshot(),
        shuffleWriteBytes.snapshot(),
        spilledBytes.snapshot());
  }
}
