package io.heddle.monitoring;

import io.heddle.protocol.event.AllocationChanged;
import io.heddle.protocol.event.ApplicationEnded;
import io.heddle.protocol.event.ApplicationStarted;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.ExecutorAdded;
import io.heddle.protocol.event.ExecutorHeartbeat;
import io.heddle.protocol.event.ExecutorRemoved;
import io.heddle.protocol.event.JobEnded;
import io.heddle.protocol.event.JobStarted;
import io.heddle.protocol.event.MapOutputsLost;
import io.heddle.protocol.event.Milestone;
import io.heddle.protocol.event.Notice;
import io.heddle.protocol.event.RddCached;
import io.heddle.protocol.event.RddUncached;
import io.heddle.protocol.event.StageEnded;
import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.event.StageStarted;
import io.heddle.protocol.event.TaskEnded;
import io.heddle.protocol.event.TaskStarted;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.TaskMetrics;
import java.util.List;
import java.util.Map;

/** Short ways to make events in tests. */
public final class Events {
  private Events() {}

  public static Event applicationStarted(long at, int attempt, Map<String, String> settings) {
    return at(at)
        .setApplicationStarted(
            ApplicationStarted.newBuilder()
                .setApplicationId("application_1_0001")
                .setName("WordCount")
                .setUser("ada")
                .setAttempt(attempt)
                .setQueue("default")
                .setVersion("0.1.0")
                .putAllSettings(settings))
        .build();
  }

  public static Event applicationEnded(long at, boolean succeeded, String diagnostics) {
    return at(at)
        .setApplicationEnded(
            ApplicationEnded.newBuilder().setSucceeded(succeeded).setDiagnostics(diagnostics))
        .build();
  }

  public static StageInfo stage(int id, int tasks, Integer... parents) {
    return StageInfo.newBuilder()
        .setStageId(id)
        .setName("stage number " + id)
        .setTasks(tasks)
        .addAllParents(List.of(parents))
        .build();
  }

  public static StageInfo skipped(int id, int tasks) {
    return stage(id, tasks).toBuilder().setSkipped(true).build();
  }

  public static Event jobStarted(long at, int id, StageInfo... stages) {
    return at(at)
        .setJobStarted(
            JobStarted.newBuilder()
                .setJobId(id)
                .setAction("collect")
                .setCallSite("WordCount.java:31")
                .addAllStages(List.of(stages)))
        .build();
  }

  public static Event jobEnded(long at, int id, boolean succeeded, String reason) {
    return at(at)
        .setJobEnded(JobEnded.newBuilder().setJobId(id).setSucceeded(succeeded).setReason(reason))
        .build();
  }

  public static Event stageStarted(long at, int id, int attempt, int tasks) {
    return at(at)
        .setStageStarted(
            StageStarted.newBuilder().setStageId(id).setAttempt(attempt).setTasks(tasks))
        .build();
  }

  public static Event stageEnded(long at, int id, int attempt, boolean succeeded) {
    return at(at)
        .setStageEnded(
            StageEnded.newBuilder().setStageId(id).setAttempt(attempt).setSucceeded(succeeded))
        .build();
  }

  public static Event taskStarted(long at, long task, int stage, int partition) {
    return taskStarted(at, task, stage, 0, partition, "1", "NODE_LOCAL", true);
  }

  public static Event taskStarted(
      long at,
      long task,
      int stage,
      int stageAttempt,
      int partition,
      String executor,
      String locality,
      boolean wantedLocal) {
    return at(at)
        .setTaskStarted(
            TaskStarted.newBuilder()
                .setTaskId(task)
                .setStageId(stage)
                .setStageAttempt(stageAttempt)
                .setPartition(partition)
                .setExecutorId(executor)
                .setHost("node" + executor)
                .setLocality(locality)
                .setWantedLocal(wantedLocal))
        .build();
  }

  public static Event taskEnded(
      long at, long task, int stage, String outcome, String reason, TaskMetrics metrics) {
    return at(at)
        .setTaskEnded(
            TaskEnded.newBuilder()
                .setTaskId(task)
                .setStageId(stage)
                .setOutcome(outcome)
                .setReason(reason)
                .setMetrics(metrics))
        .build();
  }

  public static Event taskSucceeded(long at, long task, int stage) {
    return taskEnded(
        at,
        task,
        stage,
        "SUCCEEDED",
        "",
        TaskMetrics.newBuilder()
            .setRunNanos(5_000_000)
            .setInputBytes(100)
            .setInputRecords(10)
            .setShuffleWriteBytes(40)
            .build());
  }

  public static Event executorAdded(long at, String id) {
    return at(at)
        .setExecutorAdded(
            ExecutorAdded.newBuilder()
                .setExecutorId(id)
                .setHost("node" + id)
                .setRack("/rack1")
                .setSlots(2)
                .setContainerId("container_" + id)
                .setLogUrl("http://node" + id + ":8042/logs"))
        .build();
  }

  public static Event executorRemoved(long at, String id, boolean failed, String reason) {
    return at(at)
        .setExecutorRemoved(
            ExecutorRemoved.newBuilder().setExecutorId(id).setFailed(failed).setReason(reason))
        .build();
  }

  public static Event heartbeat(long at, String executor, long heapUsed, long heapMax) {
    return at(at)
        .setExecutorHeartbeat(
            ExecutorHeartbeat.newBuilder()
                .setExecutorId(executor)
                .setHeartbeat(
                    Heartbeat.newBuilder()
                        .setHeapUsedBytes(heapUsed)
                        .setHeapMaxBytes(heapMax)
                        .setResidentBytes(heapUsed * 2)
                        .setStorageUsedBytes(heapUsed / 4)))
        .build();
  }

  public static Event outputsLost(long at, int stage, int count, String reason) {
    return at(at)
        .setMapOutputsLost(
            MapOutputsLost.newBuilder().setStageId(stage).setCount(count).setReason(reason))
        .build();
  }

  public static Event cached(int rdd, int partition, String executor, long memory, long disk) {
    return at(1)
        .setRddCached(
            RddCached.newBuilder()
                .setRddId(rdd)
                .setName("links")
                .setPartition(partition)
                .setExecutorId(executor)
                .setMemoryBytes(memory)
                .setDiskBytes(disk))
        .build();
  }

  public static Event uncached(int rdd) {
    return at(1).setRddUncached(RddUncached.newBuilder().setRddId(rdd)).build();
  }

  public static Event notice(long at, String text) {
    return at(at).setNotice(Notice.newBuilder().setText(text)).build();
  }

  public static Event milestone(String name, String subject, long millis) {
    return at(millis)
        .setMilestone(Milestone.newBuilder().setName(name).setSubject(subject).setMillis(millis))
        .build();
  }

  private static Event.Builder at(long millis) {
    return Event.newBuilder().setAtMillis(millis);
  }

  public static Event allocation(
      long at, int target, int asked, int granted, int running, int draining, String waiting) {
    return at(at)
        .setAllocationChanged(
            AllocationChanged.newBuilder()
                .setTarget(target)
                .setAsked(asked)
                .setGranted(granted)
                .setRunning(running)
                .setDraining(draining)
                .setWaiting(waiting))
        .build();
  }
}
