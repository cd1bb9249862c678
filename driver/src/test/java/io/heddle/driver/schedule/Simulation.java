package io.heddle.driver.schedule;

import com.google.protobuf.ByteString;
import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.driver.stage.StageSpec;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.AccumulatorUpdate;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskFailed;
import io.heddle.protocol.executor.TaskKilled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A small cluster made from a seed: jobs that share stages, executors that die, nodes that are
 * lost, tasks that fail, messages that take their time. What truly exists is kept apart from what
 * the scheduler believes, and what must hold is checked at every step.
 */
final class Simulation implements SchedulerAction.Performer {
  private static final int HOSTS = 4;
  private static final long MOST_STEPS = 400_000;

  /** A map output as a file. */
  private record Output(int shuffleId, int mapId, int attempt) {}

  private final Random random;
  private final boolean strict;
  private final SimTimeline time = new SimTimeline();
  private final Scheduler scheduler;
  private final Map<String, SimExecutor> executors = new LinkedHashMap<>();
  private final Map<Output, String> files = new HashMap<>(); // to where it lies: host or executor
  private final Map<Integer, StageSpec> stages = new HashMap<>();
  private final Map<Integer, JobSpec> jobs = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();
  private final Map<Integer, Set<Integer>> results = new HashMap<>();
  private final Map<Long, Launch> believedRunning = new HashMap<>();
  private final Map<Long, String> believedWhere = new HashMap<>();
  private final Map<Output, String> believedFiles = new HashMap<>();
  private final List<SchedulerAction> actions = new ArrayList<>();
  private final Set<Integer> failed = new HashSet<>();
  private final List<StageSpec> mapStages = new ArrayList<>();
  private final Map<String, String> hostOf = new HashMap<>();
  private final Map<String, MapOutputs> sent = new HashMap<>();
  private final Set<Long> killed = new HashSet<>();
  private final Set<String> merged = new HashSet<>();
  private int nextExecutor;
  int faults;
  int fetchFailures;
  int failedJobs;

  Simulation(long seed) {
    random = new Random(seed);
    strict = random.nextInt(4) == 0;
    scheduler =
        new Scheduler(
            new SchedulerOptions(
                Plans.options().waits(),
                PoolSpecs.FIFO,
                new AllocationRules(true, 0, 4, 4, 200, 200, 5_000, 5_000, 5_000, 600_000, 1),
                2,
                strict ? 2 : 1_000,
                strict ? 2 : 1_000,
                1_000,
                Long.MAX_VALUE,
                60_000,
                random.nextBoolean()));
  }

  /** Runs until every job has ended. */
  void run() {
    int count = 1 + random.nextInt(4);
    makeStages();
    for (int i = 0; i < 3 + random.nextInt(3); i++) {
      startExecutor();
    }
    for (int i = 0; i < count; i++) {
      int jobId = i;
      time.after(random.nextInt(500), () -> submit(jobId));
    }
    int planned = random.nextInt(10);
    for (int i = 0; i < planned; i++) {
      time.after(random.nextInt(4_000), this::fault);
    }
    time.after(0, this::tick);
    for (long step = 0; ended.size() < count; step++) {
      if (step > MOST_STEPS || !time.step()) {
        throw new AssertionError("jobs hang: " + jobs.keySet() + " of which ended " + ended);
      }
    }
    for (JobSpec job : jobs.values()) {
      Set<Integer> given = results.getOrDefault(job.jobId(), Set.of());
      if (!failed.contains(job.jobId()) && given.size() != job.result().tasks()) {
        throw new AssertionError("job " + job.jobId() + " lacks results: " + given);
      }
    }
  }

  private void makeStages() {
    int n = random.nextInt(6);
    for (int shuffle = 0; shuffle < n; shuffle++) {
      StageSpec spec =
          Plans.map(
              shuffle,
              random.nextInt(14),
              random.nextBoolean()
                  ? Plans.ANYWHERE
                  : task -> Plans.on("h" + task % (HOSTS + 1), "/r" + task % 2),
              someOf(shuffle));
      mapStages.add(spec);
      stages.put(spec.stageId(), spec);
    }
  }

  private Integer[] someOf(int shuffles) {
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; shuffles > 0 && i < random.nextInt(3); i++) {
      chosen.add(random.nextInt(shuffles));
    }
    return chosen.toArray(Integer[]::new);
  }

  private void submit(int jobId) {
    JobSpec job =
        Plans.job(
            jobId,
            random.nextInt(16),
            List.of(someOf(mapStages.size())),
            mapStages.toArray(StageSpec[]::new));
    jobs.put(jobId, job);
    stages.put(job.result().stageId(), job.result());
    tell(new SchedulerEvent.JobSubmitted(job));
    if (random.nextInt(10) == 0) {
      time.after(
          random.nextInt(1_000),
          () ->
              tell(
                  new SchedulerEvent.JobCancelled(
                      jobId, new HeddleException(ErrorCode.KILLED, "cancelled"))));
    }
  }

  private void tick() {
    for (SimExecutor executor : List.copyOf(executors.values())) {
      up(executor, new SchedulerEvent.ExecutorHeard(executor.id, Heartbeat.getDefaultInstance()));
    }
    tell(new SchedulerEvent.Tick());
    time.after(100, this::tick);
  }

  private void tell(SchedulerEvent event) {
    actions.clear();
    scheduler.handle(List.of(event), time.now(), actions);
    for (SchedulerAction action : List.copyOf(actions)) {
      action.performBy(this);
    }
  }

  // Executors and their faults.

  private void startExecutor() {
    String id = "e" + nextExecutor++;
    String host = "h" + random.nextInt(HOSTS);
    int port = random.nextInt(5) == 0 ? 0 : 7447;
    hostOf.put(id, host);
    tell(new SchedulerEvent.ExecutorLaunching(id, host, "", "c"));
    time.after(
        random.nextInt(1_000),
        () -> {
          SimExecutor executor = new SimExecutor(id, host, 1 + random.nextInt(3), port);
          executors.put(id, executor);
          up(
              executor,
              new SchedulerEvent.ExecutorRegistered(
                  id, host, "/r" + random.nextInt(2), executor.slots, port, "c", ""));
        });
  }

  /** Delivers a message of an executor, after what it sent before. */
  private void up(SimExecutor executor, SchedulerEvent message) {
    if (executor.alive) {
      time.after(
          executor.arrivalUp(time.now(), random.nextInt(20)), () -> receive(executor, message));
    }
  }

  private void receive(SimExecutor executor, SchedulerEvent message) {
    if (message instanceof SchedulerEvent.TasksEnded tasks) {
      for (TaskEnded task : tasks.tasks()) {
        believe(executor, task);
      }
    }
    tell(message);
  }

  private void fault() {
    faults++;
    List<SimExecutor> alive = executors.values().stream().filter(e -> e.alive).toList();
    if (alive.isEmpty()) {
      return;
    }
    SimExecutor victim = alive.get(random.nextInt(alive.size()));
    switch (random.nextInt(4)) {
      case 0 -> loseNode(victim.host);
      case 1 -> loseFiles(victim.host);
      default -> crash(victim, random.nextBoolean());
    }
  }

  private void crash(SimExecutor executor, boolean streamFirst) {
    executor.alive = false;
    executors.remove(executor.id);
    if (executor.shufflePort == 0) {
      files.values().removeIf(executor.id::equals);
    }
    boolean byItself = random.nextBoolean();
    if (streamFirst) {
      time.after(
          executor.arrivalUp(time.now(), random.nextInt(50)),
          () -> {
            forget(executor);
            tell(new SchedulerEvent.ExecutorDisconnected(executor.id, "stream broke"));
          });
    }
    time.after(
        executor.arrivalUp(time.now(), random.nextInt(1_500)),
        () -> {
          forget(executor);
          tell(new SchedulerEvent.ExecutorEnded(executor.id, "exit 1", byItself));
        });
    startExecutor();
  }

  /** The scheduler is about to learn that an executor is gone. */
  private void forget(SimExecutor executor) {
    believedWhere.forEach(
        (task, where) -> {
          if (where.equals(executor.id)) {
            believedRunning.remove(task);
          }
        });
    believedWhere.values().removeIf(executor.id::equals);
    if (executor.shufflePort == 0) {
      believedFiles.values().removeIf(executor.id::equals);
    }
  }

  private void loseNode(String host) {
    List<SimExecutor> there = executors.values().stream().filter(e -> e.host.equals(host)).toList();
    files.values().removeIf(host::equals);
    there.forEach(executor -> crash(executor, true));
    time.after(
        random.nextInt(2_000),
        () -> {
          // Executors that were started there meanwhile are held for lost as well.
          for (SimExecutor executor : List.copyOf(executors.values())) {
            if (executor.host.equals(host)) {
              files.values().removeIf(host::equals);
              crash(executor, true);
            }
          }
          believedFiles.entrySet().removeIf(e -> placeIsOn(e.getValue(), host));
          List<String> gone = new ArrayList<>();
          believedWhere.forEach(
              (task, where) -> {
                if (hostOf.get(where).equals(host)) {
                  gone.add(where);
                  believedRunning.remove(task);
                }
              });
          believedWhere.values().removeAll(gone);
          tell(new SchedulerEvent.NodeLost(host, "gone"));
        });
  }

  private boolean placeIsOn(String place, String host) {
    return place.equals(host) || host.equals(hostOf.get(place));
  }

  /** A disk breaks, and nobody is told. */
  private void loseFiles(String host) {
    files.entrySet().removeIf(e -> e.getValue().equals(host) && random.nextBoolean());
  }

  // Tasks.

  private void end(SimExecutor executor, Launch launch) {
    if (!executor.alive || executor.running.remove(launch.taskId()) == null) {
      return;
    }
    TaskEnded.Builder report = outcome(executor, launch).setTaskId(launch.taskId());
    if (random.nextInt(50) == 0) { // said twice
      up(executor, new SchedulerEvent.TasksEnded(executor.id, List.of(report.build())));
    }
    up(executor, new SchedulerEvent.TasksEnded(executor.id, List.of(report.build())));
  }

  private TaskEnded.Builder outcome(SimExecutor executor, Launch launch) {
    if (random.nextInt(20) == 0) {
      return TaskEnded.newBuilder().setFailed(TaskFailed.newBuilder().setMessage("unlucky"));
    }
    if (random.nextInt(50) == 0) {
      return TaskEnded.newBuilder().setKilled(TaskKilled.newBuilder().setReason("draining"));
    }
    for (int shuffle : stages.get(launch.stageId()).parents()) {
      MapOutputs table = executor.tables.get(shuffle);
      for (MapOutput output : table.getOutputsList()) {
        if (!files.containsKey(new Output(shuffle, output.getMapId(), output.getAttempt()))) {
          fetchFailures++;
          return TaskEnded.newBuilder()
              .setFetchFailed(
                  FetchFailed.newBuilder()
                      .setShuffleId(shuffle)
                      .setMapId(output.getMapId())
                      .setMapAttempt(output.getAttempt())
                      .setEpoch(table.getEpoch())
                      .setHost(World.hostIn(table, output.getMapId()))
                      .setReason(random.nextBoolean() ? "UNREACHABLE" : "MISSING"));
        }
      }
    }
    if (launch.stageId() < 1_000) {
      files.put(
          new Output(launch.stageId() - 100, launch.task(), (int) launch.taskId()),
          executor.shufflePort == 0 ? executor.id : executor.host);
    }
    return World.success(launch);
  }

  /** The scheduler is about to learn of a task's end. */
  private void believe(SimExecutor executor, TaskEnded task) {
    if (!executor.id.equals(believedWhere.remove(task.getTaskId()))) {
      return; // it does not listen to that executor any more, or has heard it before
    }
    believedRunning.remove(task.getTaskId());
    if (task.hasMapOutput()) {
      int shuffle = task.getMapOutput().getShuffleId();
      int map = task.getMapOutput().getMapId();
      if (believedFiles.keySet().stream()
          .noneMatch(o -> o.shuffleId() == shuffle && o.mapId() == map)) {
        believedFiles.put(
            new Output(shuffle, map, task.getMapOutput().getAttempt()),
            executor.shufflePort == 0 ? executor.id : executor.host);
      }
    } else if (task.hasFetchFailed()) {
      FetchFailed failure = task.getFetchFailed();
      believedFiles.remove(
          new Output(failure.getShuffleId(), failure.getMapId(), failure.getMapAttempt()));
      if (failure.getReason().equals("UNREACHABLE")) {
        // Twice makes the scheduler give up the host; that is its right.
        String host = failure.getHost();
        believedFiles.entrySet().removeIf(e -> placeIsOn(e.getValue(), host));
      }
    }
  }

  private void checkLaunch(String executorId, Launch launch) {
    for (Launch other : believedRunning.values()) {
      if (other.stageId() == launch.stageId()
          && other.task() == launch.task()
          && !killed.contains(other.taskId())) {
        throw new AssertionError(launch + " while there is " + other);
      }
    }
    if (launch.stageId() < 1_000) {
      int shuffle = launch.stageId() - 100;
      for (Output output : believedFiles.keySet()) {
        if (output.shuffleId() == shuffle && output.mapId() == launch.task()) {
          throw new AssertionError(launch + " although there is " + output);
        }
      }
    } else if (results.getOrDefault(launch.stageId() - 1_000, Set.of()).contains(launch.task())) {
      throw new AssertionError(launch + " although its result was given");
    }
    for (int shuffle : stages.get(launch.stageId()).parents()) {
      MapOutputs table = executors.containsKey(executorId) ? sent.get(executorId + shuffle) : null;
      if (executors.containsKey(executorId)
          && (table == null || table.getOutputsCount() != stages.get(100 + shuffle).tasks())) {
        throw new AssertionError(launch + " without the table of " + shuffle);
      }
    }
  }

  /** Does something at an executor, after what it was sent before. */
  private void down(String executorId, Consumer<SimExecutor> what) {
    SimExecutor executor = executors.get(executorId);
    if (executor != null) {
      time.after(
          executor.arrivalDown(time.now(), random.nextInt(20)),
          () -> {
            if (executor.alive) {
              what.accept(executor);
            }
          });
    }
  }

  @Override
  public void launchTasks(SchedulerAction.LaunchTasks action) {
    for (Launch launch : action.launches()) {
      checkLaunch(action.executorId(), launch);
      believedRunning.put(launch.taskId(), launch);
      believedWhere.put(launch.taskId(), action.executorId());
      down(
          action.executorId(),
          executor -> {
            executor.launch(launch);
            time.after(10 + random.nextInt(800), () -> end(executor, launch));
          });
    }
  }

  @Override
  public void sendMapOutputs(SchedulerAction.SendMapOutputs action) {
    sent.put(action.executorId() + action.table().getShuffleId(), action.table());
    down(
        action.executorId(),
        executor -> executor.tables.put(action.table().getShuffleId(), action.table()));
  }

  @Override
  public void killTask(SchedulerAction.KillTask action) {
    killed.add(action.taskId());
    down(
        action.executorId(),
        executor -> {
          if (executor.running.remove(action.taskId()) != null) {
            TaskEnded report =
                TaskEnded.newBuilder()
                    .setTaskId(action.taskId())
                    .setKilled(TaskKilled.newBuilder().setReason(action.reason()))
                    .build();
            up(executor, new SchedulerEvent.TasksEnded(executor.id, List.of(report)));
          }
        });
  }

  @Override
  public void releaseExecutor(SchedulerAction.ReleaseExecutor action) {
    SimExecutor executor = executors.get(action.executorId());
    if (executor != null) {
      crash(executor, true);
    }
  }

  @Override
  public void taskResult(SchedulerAction.TaskResult action) {
    if (!action.value().equals(ByteString.copyFromUtf8("r" + action.position()))) {
      throw new AssertionError("a wrong result: " + action);
    }
    if (!results.computeIfAbsent(action.jobId(), id -> new HashSet<>()).add(action.position())) {
      throw new AssertionError("given twice: " + action);
    }
  }

  @Override
  public void completeJob(SchedulerAction.CompleteJob action) {
    StageSpec result = jobs.get(action.jobId()).result();
    for (int task = 0; task < result.tasks(); task++) {
      if (!merged.contains(result.stageId() + "/" + task)) {
        throw new AssertionError("what " + result.stageId() + "/" + task + " added is not counted");
      }
    }
    endJob(action.jobId());
  }

  @Override
  public void failJob(SchedulerAction.FailJob action) {
    if (!strict && action.cause().code() != ErrorCode.KILLED) {
      throw new AssertionError("not a reason to fail", action.cause());
    }
    failed.add(action.jobId());
    failedJobs++;
    endJob(action.jobId());
  }

  private void endJob(int jobId) {
    if (!ended.add(jobId)) {
      throw new AssertionError("job " + jobId + " ends twice");
    }
  }

  @Override
  public void sendStageProgram(SchedulerAction.SendStageProgram action) {}

  @Override
  public void forgetStage(SchedulerAction.ForgetStage action) {}

  @Override
  public void dropRdd(SchedulerAction.DropRdd action) {}

  @Override
  public void copyBlock(SchedulerAction.CopyBlock action) {}

  @Override
  public void mergeAccumulators(SchedulerAction.MergeAccumulators action) {
    for (AccumulatorUpdate update : action.updates()) {
      if (!merged.add(update.getUpdate().toStringUtf8())) {
        throw new AssertionError(update.getUpdate().toStringUtf8() + " counts twice");
      }
    }
  }

  @Override
  public void dropShuffle(SchedulerAction.DropShuffle action) {}

  @Override
  public void demand(SchedulerAction.Demand action) {}

  @Override
  public void emitEvent(SchedulerAction.EmitEvent action) {}
}
