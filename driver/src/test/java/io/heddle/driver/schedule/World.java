package io.heddle.driver.schedule;

import com.google.protobuf.ByteString;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.error.HeddleException;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.AccumulatorUpdate;
import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.CachedBlock;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.MapOutputWritten;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.ResultReady;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskFailed;
import io.heddle.protocol.executor.TaskKilled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A world that the scheduler acts on: remembers what it did, and lets a test say what happens. */
final class World implements SchedulerAction.Performer {
  /** An attempt that runs. */
  record Running(String executorId, Launch launch) {}

  final Scheduler scheduler;
  final Map<Long, Running> running = new LinkedHashMap<>();
  final List<Launch> launches = new ArrayList<>();
  final List<Long> killed = new ArrayList<>();
  final List<Long> mayCommit = new ArrayList<>();
  final List<Long> mayNotCommit = new ArrayList<>();
  final Map<Integer, Map<Integer, ByteString>> results = new HashMap<>();
  final Set<Integer> completed = new HashSet<>();
  final Map<Integer, HeddleException> failed = new HashMap<>();
  final List<String> released = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final Map<String, Map<Integer, MapOutputs>> tables = new HashMap<>();
  final Map<String, Set<Integer>> programs = new HashMap<>();
  final List<Integer> droppedShuffles = new ArrayList<>();
  final List<Integer> droppedRdds = new ArrayList<>();
  final Map<Integer, JobSpec> jobs = new HashMap<>();

  /** What tasks added that was counted: {@code stage/task}. */
  final List<String> merged = new ArrayList<>();

  final List<SchedulerAction.CopyBlock> copied = new ArrayList<>();

  private final Map<String, String> hosts = new LinkedHashMap<>();
  ExecutorDemand demand;
  long now = 1_000;

  World() {
    this(Plans.options());
  }

  World(SchedulerOptions options) {
    scheduler = new Scheduler(options);
  }

  void send(SchedulerEvent... happened) {
    List<SchedulerAction> actions = new ArrayList<>();
    scheduler.handle(List.of(happened), now, actions);
    actions.forEach(action -> action.performBy(this));
  }

  /** Lets time pass, with ticks as a driver sends them. */
  void pass(long millis) {
    long end = now + millis;
    do {
      now = Math.min(end, now + 1_000);
      send(new SchedulerEvent.Tick());
    } while (now < end);
  }

  void submit(JobSpec job) {
    jobs.put(job.jobId(), job);
    send(new SchedulerEvent.JobSubmitted(job));
  }

  /** An executor with a node-wide shuffle service. */
  void register(String id, String host, String rack, int slots) {
    register(id, host, rack, slots, 7447);
  }

  void register(String id, String host, String rack, int slots, int shufflePort) {
    hosts.put(id, host);
    send(new SchedulerEvent.ExecutorRegistered(id, host, rack, slots, shufflePort, "c-" + id, ""));
  }

  // What happens to tasks.

  long taskOf(int stageId, int task) {
    return running.entrySet().stream()
        .filter(e -> e.getValue().launch().stageId() == stageId)
        .filter(e -> e.getValue().launch().task() == task)
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new AssertionError(stageId + "/" + task + " not in " + running));
  }

  /** Partitions of a stage that run now, ascending. */
  List<Integer> runningOf(int stageId) {
    return running.values().stream()
        .filter(r -> r.launch().stageId() == stageId)
        .map(r -> r.launch().task())
        .sorted()
        .toList();
  }

  Running attempt(int stageId, int task) {
    return running.get(taskOf(stageId, task));
  }

  private void ended(long taskId, TaskEnded.Builder outcome) {
    Running was = running.remove(taskId);
    report(was.executorId(), outcome.setTaskId(taskId).build());
  }

  void report(String executorId, TaskEnded ended) {
    send(new SchedulerEvent.TasksEnded(executorId, List.of(ended)));
  }

  /** Each success adds to an accumulator which task it was. */
  static TaskEnded.Builder success(Launch launch) {
    return outcome(launch)
        .addAccumulators(
            AccumulatorUpdate.newBuilder()
                .setUpdate(ByteString.copyFromUtf8(launch.stageId() + "/" + launch.task())));
  }

  private static TaskEnded.Builder outcome(Launch launch) {
    if (launch.stageId() >= 1000) {
      ByteString value = ByteString.copyFromUtf8("r" + launch.task());
      return TaskEnded.newBuilder()
          .setTaskId(launch.taskId())
          .setResult(ResultReady.newBuilder().setValue(value));
    }
    return TaskEnded.newBuilder()
        .setTaskId(launch.taskId())
        .setMapOutput(
            MapOutputWritten.newBuilder()
                .setShuffleId(launch.stageId() - 100)
                .setMapId(launch.task())
                .setAttempt((int) launch.taskId())
                .setSizes(ByteString.copyFrom(new byte[] {1, 1})));
  }

  void succeed(int stageId, int task) {
    long id = taskOf(stageId, task);
    ended(id, success(running.get(id).launch()));
  }

  /** Ends all running tasks of a stage, and those launched for their slots, until none runs. */
  void succeedAll(int stageId) {
    while (!runningOf(stageId).isEmpty()) {
      succeed(stageId, runningOf(stageId).get(0));
    }
  }

  void fail(int stageId, int task) {
    ended(
        taskOf(stageId, task),
        TaskEnded.newBuilder()
            .setFailed(
                TaskFailed.newBuilder()
                    .setErrorClass("java.lang.IllegalStateException")
                    .setMessage("boom")
                    .setUserFrame("Job.java:7")));
  }

  void killedByExecutor(int stageId, int task) {
    ended(
        taskOf(stageId, task),
        TaskEnded.newBuilder().setKilled(TaskKilled.newBuilder().setReason("draining")));
  }

  /** A task cannot read a map output of the table that its executor was sent. */
  void fetchFailed(int stageId, int task, int shuffleId, int mapId) {
    fetchFailed(stageId, task, shuffleId, mapId, "MISSING");
  }

  void fetchFailed(int stageId, int task, int shuffleId, int mapId, String reason) {
    long id = taskOf(stageId, task);
    ended(id, unreadable(running.get(id).executorId(), shuffleId, mapId, reason));
  }

  TaskEnded.Builder unreadable(String executorId, int shuffleId, int mapId, String reason) {
    MapOutputs table = tables.get(executorId).get(shuffleId);
    return TaskEnded.newBuilder()
        .setFetchFailed(
            FetchFailed.newBuilder()
                .setShuffleId(shuffleId)
                .setMapId(mapId)
                .setMapAttempt(table.getOutputs(mapId).getAttempt())
                .setEpoch(table.getEpoch())
                .setHost(hostIn(table, mapId))
                .setReason(reason));
  }

  /** All executors give a sign of life. */
  void hearAll() {
    for (String executor : List.copyOf(hosts.keySet())) {
      send(new SchedulerEvent.ExecutorHeard(executor, Heartbeat.getDefaultInstance()));
    }
  }

  void cached(String executorId, int rddId, int partition) {
    send(
        new SchedulerEvent.BlocksMoved(
            executorId,
            BlocksChanged.newBuilder()
                .addAdded(CachedBlock.newBuilder().setRddId(rddId).setPartition(partition))
                .build()));
  }

  /** An executor's process is gone, and its provider says so. */
  void endExecutor(String executorId, boolean diedByItself) {
    running.values().removeIf(r -> r.executorId().equals(executorId));
    send(new SchedulerEvent.ExecutorEnded(executorId, "exit 137", diedByItself));
  }

  void disconnect(String executorId) {
    running.values().removeIf(r -> r.executorId().equals(executorId));
    send(new SchedulerEvent.ExecutorDisconnected(executorId, "its stream broke"));
  }

  /** The host of an executor of {@link #register}. */
  String hostOf(String executorId) {
    return hosts.get(executorId);
  }

  static String hostIn(MapOutputs table, int mapId) {
    return table.getLocations(table.getOutputs(mapId).getLocation()).getHost();
  }

  void loseNode(String host) {
    running.values().removeIf(r -> hostOf(r.executorId()).equals(host));
    send(new SchedulerEvent.NodeLost(host, "gone"));
  }

  long launchesOf(int stageId) {
    return launches.stream().filter(launch -> launch.stageId() == stageId).count();
  }

  // What the scheduler does.

  @Override
  public void sendStageProgram(SchedulerAction.SendStageProgram action) {
    programs.computeIfAbsent(action.executorId(), e -> new HashSet<>()).add(action.stageId());
  }

  @Override
  public void sendMapOutputs(SchedulerAction.SendMapOutputs action) {
    tables
        .computeIfAbsent(action.executorId(), e -> new HashMap<>())
        .put(action.table().getShuffleId(), action.table());
  }

  @Override
  public void launchTasks(SchedulerAction.LaunchTasks action) {
    for (Launch launch : action.launches()) {
      if (!programs.getOrDefault(action.executorId(), Set.of()).contains(launch.stageId())) {
        throw new AssertionError(action.executorId() + " has no program of " + launch);
      }
      launches.add(launch);
      running.put(launch.taskId(), new Running(action.executorId(), launch));
    }
  }

  @Override
  public void killTask(SchedulerAction.KillTask action) {
    killed.add(action.taskId());
  }

  @Override
  public void answerCommit(SchedulerAction.AnswerCommit action) {
    (action.allowed() ? mayCommit : mayNotCommit).add(action.taskId());
  }

  @Override
  public void forgetStage(SchedulerAction.ForgetStage action) {
    action.executorIds().forEach(executor -> programs.get(executor).remove(action.stageId()));
  }

  @Override
  public void dropRdd(SchedulerAction.DropRdd action) {
    droppedRdds.add(action.rddId());
  }

  @Override
  public void copyBlock(SchedulerAction.CopyBlock action) {
    copied.add(action);
  }

  @Override
  public void mergeAccumulators(SchedulerAction.MergeAccumulators action) {
    action.updates().forEach(update -> merged.add(update.getUpdate().toStringUtf8()));
  }

  @Override
  public void dropShuffle(SchedulerAction.DropShuffle action) {
    droppedShuffles.add(action.shuffleId());
  }

  @Override
  public void demand(SchedulerAction.Demand action) {
    demand = action.demand();
  }

  @Override
  public void releaseExecutor(SchedulerAction.ReleaseExecutor action) {
    released.add(action.executorId());
  }

  @Override
  public void taskResult(SchedulerAction.TaskResult action) {
    Map<Integer, ByteString> given = results.computeIfAbsent(action.jobId(), id -> new HashMap<>());
    if (given.put(action.position(), action.value()) != null) {
      throw new AssertionError("given twice: " + action);
    }
  }

  @Override
  public void completeJob(SchedulerAction.CompleteJob action) {
    completed.add(action.jobId());
  }

  @Override
  public void failJob(SchedulerAction.FailJob action) {
    failed.put(action.jobId(), action.cause());
  }

  @Override
  public void emitEvent(SchedulerAction.EmitEvent action) {
    events.add(action.event());
  }
}
