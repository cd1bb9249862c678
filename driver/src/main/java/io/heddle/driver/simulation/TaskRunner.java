package io.heddle.driver.simulation;

import com.google.protobuf.ByteString;
import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.driver.task.TaskPreference.BlockKey;
import io.heddle.protocol.executor.AccumulatorUpdate;
import io.heddle.protocol.executor.MapOutputWritten;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.ResultReady;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskFailed;
import io.heddle.protocol.executor.TaskKilled;
import java.nio.ByteBuffer;

/** What tasks do: read what the tables name, and leave a number made from all of it. */
final class TaskRunner {
  private static final ByteString SIZES = ByteString.copyFrom(new byte[] {1});

  private final World world;
  private final SimExecutor executor;

  TaskRunner(World world, SimExecutor executor) {
    this.world = world;
    this.executor = executor;
  }

  long duration(Launch launch) {
    long usual = world.workload.stage(launch.stageId()).taskMillis();
    return 1 + usual / 2 + world.machines.below((int) usual + 1);
  }

  /** A task has come to its end. */
  void ended(SimExecutor.Running task, Session to) {
    Launch launch = task.launch();
    TaskEnded report = outcome(task).setTaskId(launch.taskId()).build();
    boolean cachesFirst = world.machines.oneIn(2);
    if (report.hasMapOutput() || report.hasResult()) {
      if (cachesFirst) {
        cache(launch);
      }
    }
    executor.report(to, report);
    if (world.mishaps.twice > 0) {
      world.mishaps.twice--;
      world.tally.fault(FaultKind.REPORT_TWICE);
      executor.report(to, report);
    }
    if ((report.hasMapOutput() || report.hasResult()) && !cachesFirst) {
      cache(launch);
    }
  }

  private void cache(Launch launch) {
    StagePlan stage = world.workload.stage(launch.stageId());
    for (BlockKey key : stage.spec().preferences().apply(launch.task()).cached()) {
      if (!world.workload.isForgotten(key.rddId())) {
        executor.keep(key, stage.replication());
      }
    }
  }

  private TaskEnded.Builder outcome(SimExecutor.Running task) {
    Launch launch = task.launch();
    if (world.mishaps.fail > 0 || world.workload.isPoison(launch.stageId(), launch.task())) {
      world.mishaps.fail = Math.max(0, world.mishaps.fail - 1);
      world.tally.fault(FaultKind.TASK_FAILED);
      return TaskEnded.newBuilder()
          .setFailed(TaskFailed.newBuilder().setErrorClass("Unlucky").setMessage("by the dice"));
    }
    if (world.mishaps.kill > 0) {
      world.mishaps.kill--;
      world.tally.fault(FaultKind.TASK_KILLED);
      return killed(launch.taskId(), "its executor says so").toBuilder();
    }
    long content = Workload.begin(launch.stageId(), launch.task());
    for (MapOutputs table : task.tables()) {
      int begin = table.getOutputsCount() == 0 ? 0 : world.machines.below(table.getOutputsCount());
      Disks.Read read = world.disks.read(table, executor.node, begin);
      if (read.failure() != null) {
        return TaskEnded.newBuilder().setFetchFailed(read.failure());
      }
      content = Workload.takeIn(content, read.content(), launch.task());
    }
    return success(launch, content);
  }

  private TaskEnded.Builder success(Launch launch, long content) {
    TaskEnded.Builder ended =
        TaskEnded.newBuilder()
            .addAccumulators(
                AccumulatorUpdate.newBuilder()
                    .setAccumulatorId(launch.stageId())
                    .setUpdate(bytes(launch.task())));
    int shuffle = world.workload.stage(launch.stageId()).spec().shuffleId();
    if (shuffle < 0) {
      return ended.setResult(ResultReady.newBuilder().setValue(bytes(content)));
    }
    if (!world.workload.isDropped(shuffle)) {
      world.disks.write(
          new Disks.Output(
              shuffle, launch.task(), launch.attempt(), executor.node, executor.id, content));
    }
    return ended.setMapOutput(
        MapOutputWritten.newBuilder()
            .setShuffleId(shuffle)
            .setMapId(launch.task())
            .setAttempt(launch.attempt())
            .setSizes(SIZES));
  }

  static TaskEnded killed(long taskId, String reason) {
    return TaskEnded.newBuilder()
        .setTaskId(taskId)
        .setKilled(TaskKilled.newBuilder().setReason(reason))
        .build();
  }

  static ByteString bytes(long value) {
    return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
  }

  static long value(ByteString bytes) {
    return bytes.asReadOnlyByteBuffer().getLong();
  }
}
