package io.heddle.executor.runner;

import com.google.protobuf.UnsafeByteOperations;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.DataSize;
import io.heddle.conf.ShuffleSettings;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.shuffle.ContentSum;
import io.heddle.protocol.SizeTable;
import io.heddle.protocol.executor.MapOutputWritten;
import io.heddle.protocol.executor.ResultReady;
import io.heddle.protocol.executor.Task;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.serde.JavaSerialization;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.task.Partition;
import io.heddle.task.StageProgram;
import java.util.Iterator;

/** Runs one attempt at a time. Used by its own thread. */
final class Slot {
  /** Less than the largest message that both ends take, with room for what else is in it. */
  private static final long MAX_RESULT_BYTES = 448L << 20;

  private final ExecutorServices services;
  private final StagePrograms programs;
  private final OutcomeSink outcomes;
  private final SlotTools tools;
  private final ProgramCache cache;

  Slot(ExecutorServices services, StagePrograms programs, OutcomeSink outcomes) {
    this.services = services;
    this.programs = programs;
    this.outcomes = outcomes;
    tools = new SlotTools(services);
    cache = new ProgramCache(services.userClasses(), services.broadcasts());
  }

  /** Runs an attempt to its end, whatever that is, and reports it. */
  void run(TaskAttempt attempt) {
    AttemptMeter meter = new AttemptMeter(attempt.launchedAtMillis());
    RunningTask context = new RunningTask(attempt, services, tools, outcomes);
    TaskEnded.Builder ended = TaskEnded.newBuilder().setTaskId(attempt.task().getTaskId());
    OutOfMemoryError outOfMemory = null;
    LoadedProgram loaded = null;
    attempt.begin(Thread.currentThread(), context.space().memory(), context.counters());
    try {
      context.checkKilled();
      loaded = cache.get(attempt.task().getStageId(), programs.get(attempt.task().getStageId()));
      loaded.accumulators().begin();
      Partition partition = partition(attempt.task());
      meter.deserialized();
      execute(loaded.program(), partition, context, ended);
      long added = loaded.accumulators().addTo(ended);
      if (added > 0) {
        checkSize(ended.getResult().getValue().size() + added);
      }
    } catch (Throwable failure) {
      if (attempt.failure() != null) {
        Failures.report(attempt.failure(), null, ended);
      } else {
        Failures.report(failure, attempt.killReason(), ended);
      }
      if (failure instanceof OutOfMemoryError error) {
        outOfMemory = error;
      }
    } finally {
      // A kill from here on must not disturb what is closed.
      attempt.end();
      context.complete();
      tools.reset();
      if (loaded != null) {
        loaded.end();
      }
      // What user code left of interrupts is not the next attempt's.
      Thread.interrupted();
    }
    ended.setMetrics(meter.stop(context.counters(), ended.getResult().getValue().size()));
    outcomes.ended(ended.build());
    if (ended.getFailed().getErrorCode() == ErrorCode.DISK_FULL.number()) {
      outcomes.diskFailed();
    }
    if (outOfMemory != null) {
      outcomes.outOfMemory(outOfMemory);
    }
  }

  private Partition partition(Task task) {
    return (Partition)
        JavaSerialization.read(task.getSplit().toByteArray(), services.userClasses());
  }

  private void execute(
      StageProgram program, Partition partition, RunningTask context, TaskEnded.Builder ended)
      throws Exception {
    if (program instanceof StageProgram.MapStage<?, ?, ?> stage) {
      ended.setMapOutput(runMap(stage, partition, context));
    } else {
      ended.setResult(runResult((StageProgram.ResultStage<?, ?>) program, partition, context));
    }
  }

  private <K, V, C> MapOutputWritten runMap(
      StageProgram.MapStage<K, V, C> stage, Partition partition, RunningTask context)
      throws Exception {
    MapOutputId id =
        new MapOutputId(
            stage.shuffle().shuffleId(),
            context.partition(),
            services.outputNumber(context.taskId()));
    ContentSum sum =
        services.conf().get(ShuffleSettings.ORDER_INDEPENDENT_CHECKSUM) ? new ContentSum() : null;
    long[] sizes =
        services
            .shuffleWriter()
            .write(
                stage.records().evaluate(partition, context),
                stage.shuffle(),
                id,
                context.space(),
                context.counters(),
                sum);
    return MapOutputWritten.newBuilder()
        .setShuffleId(id.shuffleId())
        .setMapId(id.mapId())
        .setAttempt(id.attempt())
        .setSizes(SizeTable.encode(sizes))
        .setChecksum(sum == null ? 0 : sum.value())
        .build();
  }

  private <T, R> ResultReady runResult(
      StageProgram.ResultStage<T, R> stage, Partition partition, RunningTask context)
      throws Exception {
    Iterator<T> records = stage.records().evaluate(partition, context);
    R value = stage.function().apply(records, context);
    byte[] bytes = tools.serde().toBytes(value);
    checkSize(bytes.length);
    return ResultReady.newBuilder().setValue(UnsafeByteOperations.unsafeWrap(bytes)).build();
  }

  private void checkSize(long bytes) {
    DataSize limit = services.conf().get(ApplicationSettings.MAX_RESULT_SIZE);
    if (bytes > Math.min(limit.bytes(), MAX_RESULT_BYTES)) {
      throw new HeddleException(
          ErrorCode.RESULT_TOO_LARGE,
          "the result of one task takes "
              + bytes
              + " bytes; "
              + ApplicationSettings.MAX_RESULT_SIZE.key()
              + " is "
              + limit
              + ", and no result may take more than "
              + DataSize.ofBytes(MAX_RESULT_BYTES));
    }
  }
}
