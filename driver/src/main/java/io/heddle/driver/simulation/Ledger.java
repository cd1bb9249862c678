package io.heddle.driver.simulation;

import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.MapOutputWritten;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.TaskEnded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the scheduler has been told, and has done, in the order in which it was: executors, attempts
 * under way, map outputs. What follows from it is what the scheduler may be held to.
 */
final class Ledger implements SchedulerEvent.Handler {
  /** An executor as the scheduler must see it. */
  static final class Known {
    final String id;
    final String host;
    final int slots;
    final int shufflePort;
    final Map<Long, Attempt> live = new LinkedHashMap<>();
    final Set<Integer> programs = new HashSet<>();

    /** The tables that it was sent last, and the losses of their shuffles known by then. */
    final Map<Integer, Sent> tables = new HashMap<>();

    long heardAt;
    boolean draining;
    boolean released;
    boolean tasksFailed;
    boolean mayDrain;
    long freeSince;

    Known(String id, String host, int slots, int shufflePort, long now) {
      this.id = id;
      this.host = host;
      this.slots = slots;
      this.shufflePort = shufflePort;
      this.freeSince = now;
      this.heardAt = now;
    }

    boolean takesTasks() {
      return !draining && !released && live.size() < slots;
    }
  }

  /** A table that was sent. */
  record Sent(MapOutputs table, int losses) {}

  /** An attempt under way. */
  static final class Attempt {
    final Launch launch;
    final StageBook stage;
    boolean killed;

    Attempt(Launch launch, StageBook stage) {
      this.launch = launch;
      this.stage = stage;
    }
  }

  private final World world;
  private final Map<String, Known> executors = new LinkedHashMap<>();
  private final Map<Integer, StageBook> stages = new HashMap<>();
  private final Map<String, List<Attempt>> departed = new HashMap<>();
  private final Set<String> released = new HashSet<>();
  private final Set<String> badHosts = new HashSet<>();
  private final Set<String> leavingHosts = new HashSet<>();
  int executorFailures;
  long progressAt;

  Ledger(World world) {
    this.world = world;
  }

  Iterable<Known> executors() {
    return executors.values();
  }

  /** Null when it is gone. */
  Known executor(String id) {
    return executors.get(id);
  }

  StageBook stage(int stageId) {
    return stages.computeIfAbsent(stageId, id -> new StageBook(world.workload.stage(id).spec()));
  }

  StageBook mapStage(int shuffleId) {
    return stage(ProgramMaker.stageOf(shuffleId));
  }

  Iterable<StageBook> stages() {
    return stages.values();
  }

  int liveAttempts() {
    int live = 0;
    for (Known executor : executors.values()) {
      live += executor.live.size();
    }
    return live;
  }

  /** Whether anything failed there that may exclude it. */
  boolean isBad(String host) {
    return badHosts.contains(host);
  }

  // What the scheduler does.

  void launched(Known executor, Launch launch) {
    StageBook stage = stage(launch.stageId());
    executor.live.put(launch.taskId(), new Attempt(launch, stage));
    stage.live[launch.task()]++;
    stage.waitingSince[launch.task()] = StageBook.NOT_WAITING;
    world.tally.launches++;
    if (stage.live[launch.task()] > 1) {
      stage.launches[launch.task()]++;
      world.tally.rerun(Rerun.SECOND_COPY);
    } else if (stage.launches[launch.task()]++ == 0) {
      world.tally.tasks++;
    } else {
      Rerun why = stage.why[launch.task()];
      world.tally.rerun(why == null ? Rerun.SECOND_COPY : why);
    }
    stage.why[launch.task()] = null;
  }

  void killed(String executorId, long taskId) {
    Known executor = executors.get(executorId);
    Attempt attempt = executor == null ? null : executor.live.get(taskId);
    if (attempt != null && !attempt.killed) {
      attempt.killed = true;
      attempt.stage.live[attempt.launch.task()]--;
      attempt.stage.why[attempt.launch.task()] = Rerun.GIVEN_UP;
    }
  }

  void released(String executorId) {
    released.add(executorId);
    Known executor = executors.get(executorId);
    executorFailures++;
    if (executor != null) {
      executor.released = true;
      // Held for lost when anything ran there.
      SimExecutor process = world.executors.get(executorId);
      boolean alive = process != null && process.isWorking();
      for (Attempt attempt : executor.live.values()) {
        over(attempt, alive ? Rerun.EXECUTOR_THOUGHT_LOST : Rerun.EXECUTOR_LOST);
        attempt.stage.failures[attempt.launch.task()]++;
      }
      executor.live.clear();
      if (executor.shufflePort == 0) {
        doubt((stage, task) -> executorId.equals(stage.writers[task]));
      }
    }
  }

  void shuffleDropped(int shuffleId) {
    StageBook stage = mapStage(shuffleId);
    for (int task = 0; task < stage.outputs.length; task++) {
      stage.lose(task, Rerun.OUTPUT_LOST);
    }
  }

  // What it is told.

  @Override
  public void executorRegistered(SchedulerEvent.ExecutorRegistered event) {
    if (released.contains(event.executorId())) {
      return; // of no use any more
    }
    executors.putIfAbsent(
        event.executorId(),
        new Known(
            event.executorId(),
            event.host(),
            event.slots(),
            event.shufflePort(),
            world.time.now()));
    executors.get(event.executorId()).draining |= leavingHosts.contains(event.host());
    departed.remove(event.executorId());
  }

  @Override
  public void executorDraining(SchedulerEvent.ExecutorDraining event) {
    Known executor = executors.get(event.executorId());
    if (executor != null) {
      executor.draining = true;
    }
  }

  @Override
  public void executorDisconnected(SchedulerEvent.ExecutorDisconnected event) {
    gone(event.executorId());
  }

  @Override
  public void executorEnded(SchedulerEvent.ExecutorEnded event) {
    gone(event.executorId());
    released.remove(event.executorId());
    List<Attempt> were = departed.remove(event.executorId());
    if (event.failed()) {
      executorFailures++;
      for (Attempt attempt : were == null ? List.<Attempt>of() : were) {
        attempt.stage.failures[attempt.launch.task()]++;
      }
    }
  }

  private void gone(String executorId) {
    Known executor = executors.remove(executorId);
    if (executor == null) {
      return;
    }
    SimExecutor process = world.executors.get(executorId);
    boolean thought = process != null && process.isWorking() && process.session().isOpen();
    for (Attempt attempt : executor.live.values()) {
      over(attempt, thought ? Rerun.EXECUTOR_THOUGHT_LOST : Rerun.EXECUTOR_LOST);
    }
    departed.put(executorId, new ArrayList<>(executor.live.values()));
    if (executor.shufflePort == 0) {
      loseWrittenBy(executorId);
    }
  }

  private void loseWrittenBy(String executorId) {
    for (StageBook stage : stages.values()) {
      for (int task = 0; task < stage.outputs.length; task++) {
        if (stage.has(task) && executorId.equals(stage.writers[task])) {
          lose(stage, task);
        }
      }
    }
  }

  private void lose(StageBook stage, int task) {
    boolean truly = !world.disks.has(stage.spec.shuffleId(), task, stage.outputs[task]);
    stage.lose(task, truly ? Rerun.OUTPUT_LOST : Rerun.OUTPUT_THOUGHT_LOST);
  }

  private static void over(Attempt attempt, Rerun why) {
    if (!attempt.killed) {
      attempt.stage.live[attempt.launch.task()]--;
      attempt.stage.why[attempt.launch.task()] = why;
    }
  }

  @Override
  public void nodeLost(SchedulerEvent.NodeLost event) {
    leavingHosts.remove(event.host());
    for (Known executor : List.copyOf(executors.values())) {
      if (executor.host.equals(event.host())) {
        gone(executor.id);
      }
    }
    for (StageBook stage : stages.values()) {
      for (int task = 0; task < stage.outputs.length; task++) {
        if (stage.has(task) && event.host().equals(stage.hosts[task])) {
          lose(stage, task);
        }
      }
    }
  }

  @Override
  public void tasksEnded(SchedulerEvent.TasksEnded event) {
    Known executor = executors.get(event.executorId());
    if (executor == null) {
      return;
    }
    executor.heardAt = world.time.now();
    for (TaskEnded report : event.tasks()) {
      boolean full = executor.live.size() == executor.slots;
      Attempt attempt = executor.live.remove(report.getTaskId());
      if (attempt != null) {
        if (full) {
          executor.freeSince = world.time.now();
        }
        ended(executor, attempt, report);
      }
    }
  }

  private void ended(Known executor, Attempt attempt, TaskEnded report) {
    StageBook stage = attempt.stage;
    int task = attempt.launch.task();
    switch (report.getOutcomeCase()) {
      case MAP_OUTPUT -> {
        MapOutputWritten written = report.getMapOutput();
        over(attempt, Rerun.OUTPUT_LOST);
        stage.put(
            written.getMapId(),
            written.getAttempt(),
            executor.host,
            executor.shufflePort == 0 ? executor.id : null);
        if (attempt.killed && stage.outputs[task] == written.getAttempt()) {
          stage.doubtful.set(task); // whether it was taken depends on why it was ended
        }
        progressAt = world.time.now();
      }
      case RESULT -> {
        over(attempt, null);
        progressAt = world.time.now();
      }
      case FAILED -> {
        over(attempt, Rerun.ATTEMPT_FAILED);
        stage.failures[task]++;
        executor.tasksFailed = true;
        badHosts.add(executor.host);
      }
      case FETCH_FAILED -> {
        over(attempt, Rerun.INPUT_LOST);
        fetchFailed(attempt, report.getFetchFailed());
      }
      case KILLED, OUTCOME_NOT_SET -> over(attempt, Rerun.ATTEMPT_KILLED);
    }
  }

  private void fetchFailed(Attempt attempt, FetchFailed failure) {
    attempt.stage.fetchFailures++;
    badHosts.add(failure.getHost());
    StageBook writer = mapStage(failure.getShuffleId());
    int map = failure.getMapId();
    if (writer.has(map) && writer.outputs[map] == failure.getMapAttempt()) {
      lose(writer, map);
    }
    if (failure.getReason().equals("UNREACHABLE")) {
      Integer before =
          attempt.stage.unreachable.putIfAbsent(failure.getHost(), attempt.launch.stageAttempt());
      if (before != null) {
        doubt((reader, task) -> failure.getHost().equals(reader.hosts[task]));
      }
    }
  }

  private interface OutputTest {
    boolean holds(StageBook stage, int task);
  }

  /** The scheduler may hold some outputs for lost. */
  private void doubt(OutputTest which) {
    for (StageBook stage : stages.values()) {
      for (int task = 0; task < stage.outputs.length; task++) {
        if (stage.has(task) && which.holds(stage, task)) {
          stage.doubtful.set(task);
        }
      }
    }
  }

  @Override
  public void preemptionAsked(SchedulerEvent.PreemptionAsked event) {
    for (Known executor : executors.values()) {
      if (event.strict() && event.executorIds().contains(executor.id)) {
        executor.draining = true;
      } else if (!event.strict()) {
        executor.mayDrain = true; // the choice is the scheduler's
      }
    }
  }

  @Override
  public void nodeDecommissioning(SchedulerEvent.NodeDecommissioning event) {
    leavingHosts.add(event.host());
    for (Known executor : executors.values()) {
      executor.draining |= executor.host.equals(event.host());
    }
  }

  @Override
  public void nodeStays(SchedulerEvent.NodeStays event) {
    leavingHosts.remove(event.host());
  }

  @Override
  public void supplied(SchedulerEvent.Supplied event) {}

  @Override
  public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
    progressAt = world.time.now();
  }

  @Override
  public void jobCancelled(SchedulerEvent.JobCancelled event) {}

  @Override
  public void stageCancelled(SchedulerEvent.StageCancelled event) {}

  @Override
  public void taskKillAsked(SchedulerEvent.TaskKillAsked event) {}

  @Override
  public void executorLaunching(SchedulerEvent.ExecutorLaunching event) {}

  @Override
  public void executorHeard(SchedulerEvent.ExecutorHeard event) {
    Known executor = executors.get(event.executorId());
    if (executor != null) {
      executor.heardAt = world.time.now();
    }
  }

  @Override
  public void executorRemarked(SchedulerEvent.ExecutorRemarked event) {}

  @Override
  public void providerFailed(SchedulerEvent.ProviderFailed event) {}

  @Override
  public void commitAsked(SchedulerEvent.CommitAsked event) {}

  @Override
  public void blocksMoved(SchedulerEvent.BlocksMoved event) {}

  @Override
  public void rddUncached(SchedulerEvent.RddUncached event) {}

  @Override
  public void rddForgotten(SchedulerEvent.RddForgotten event) {}

  @Override
  public void shuffleForgotten(SchedulerEvent.ShuffleForgotten event) {}

  @Override
  public void tick(SchedulerEvent.Tick event) {}
}
