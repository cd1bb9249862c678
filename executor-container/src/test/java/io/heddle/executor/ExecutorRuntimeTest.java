package io.heddle.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.EngineVersion;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.KillTask;
import io.heddle.protocol.executor.MayCommit;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.Stop;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.ToExecutor;
import io.heddle.rdd.Pair;
import io.heddle.task.Evaluator;
import io.heddle.task.StageProgram.ResultStage;
import io.heddle.task.TaskContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorRuntimeTest {
  @TempDir Path directory;

  private static <R> ResultStage<Integer, R> stage(Body<R> body) {
    Evaluator<Integer> records = (partition, context) -> List.of(partition.index()).iterator();
    return new ResultStage<>(records, (each, context) -> body.run(each.next(), context));
  }

  private interface Body<R> extends java.io.Serializable {
    R run(int partition, TaskContext context) throws Exception;
  }

  @Test
  void registersWithWhatItWasToldAtItsStart() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 3)) {
      Register register = driver.registered.get(20, TimeUnit.SECONDS);
      assertThat(register.getHost()).isEqualTo(RunningExecutor.HOST);
      assertThat(register.getRack()).isEqualTo("/rack1");
      assertThat(register.getSlots()).isEqualTo(3);
      assertThat(register.getPid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(register.getVersion()).isEqualTo(EngineVersion.current());
    }
  }

  @Test
  void runsATaskAndReturnsItsResult() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(7, stage((partition, context) -> "partition " + partition));
      driver.launch(FakeDriver.task(100, 7, 4));
      TaskEnded outcome = driver.outcome();
      assertThat(outcome.getTaskId()).isEqualTo(100);
      assertThat(FakeDriver.value(outcome)).isEqualTo("partition 4");
      assertThat(outcome.getMetrics().getRunNanos()).isPositive();
      assertThat(outcome.getMetrics().getCpuNanos()).isPositive();
      assertThat(outcome.getMetrics().getDeserializeNanos()).isPositive();
      assertThat(outcome.getMetrics().getResultBytes())
          .isEqualTo(outcome.getResult().getValue().size());
    }
  }

  @Test
  void reportsManyTasksOnceEach() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 4)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(1, stage((partition, context) -> partition));
      int tasks = 2000;
      for (int i = 0; i < tasks; i++) {
        driver.launch(FakeDriver.task(i, 1, i));
      }
      Set<Long> ids = new HashSet<>();
      for (int i = 0; i < tasks; i++) {
        TaskEnded outcome = driver.outcome();
        assertThat(FakeDriver.value(outcome)).isEqualTo((int) outcome.getTaskId());
        ids.add(outcome.getTaskId());
      }
      assertThat(ids).hasSize(tasks);
      assertThat(driver.outcomes).isEmpty();
    }
  }

  @Test
  void tellsClassMessageTraceAndUserFrameOfAFailure() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(1, new ResultStage<>(new user.Failing(), (records, context) -> 1));
      driver.launch(FakeDriver.task(1, 1, 0));
      TaskEnded outcome = driver.outcome();
      assertThat(outcome.getFailed().getErrorClass()).isEqualTo("java.lang.ArithmeticException");
      assertThat(outcome.getFailed().getMessage()).isEqualTo("/ by zero");
      assertThat(outcome.getFailed().getStackTrace()).contains("ArithmeticException", "Slot.run");
      assertThat(outcome.getFailed().getUserFrame())
          .startsWith("user.Failing.evaluate(Failing.java:");
      assertThat(outcome.getFailed().getErrorCode()).isZero();
      assertThat(outcome.getFailed().getFatal()).isFalse();
    }
  }

  @Test
  void anErrorThatRetriesMeetAgainIsFatal() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                throw new IllegalStateException(
                    new HeddleException(ErrorCode.INPUT_NOT_FOUND, "no file /x"));
              }));
      driver.launch(FakeDriver.task(1, 1, 0));
      TaskEnded outcome = driver.outcome();
      assertThat(outcome.getFailed().getErrorCode()).isEqualTo(ErrorCode.INPUT_NOT_FOUND.number());
      assertThat(outcome.getFailed().getMessage()).isEqualTo("no file /x");
      assertThat(outcome.getFailed().getFatal()).isTrue();
    }
  }

  @Test
  void aResultBeyondTheLimitFailsForGood() throws Exception {
    HeddleConf conf = HeddleConf.empty().with("heddle.driver.maxResultSize", "1k");
    try (FakeDriver driver = new FakeDriver(conf);
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(1, stage((partition, context) -> new byte[partition]));
      driver.launch(FakeDriver.task(1, 1, 100), FakeDriver.task(2, 1, 2000));
      assertThat((byte[]) FakeDriver.value(driver.outcome())).hasSize(100);
      TaskEnded second = driver.outcome();
      assertThat(second.getFailed().getErrorCode()).isEqualTo(ErrorCode.RESULT_TOO_LARGE.number());
      assertThat(second.getFailed().getFatal()).isTrue();
    }
  }

  @Test
  void aTaskWithoutItsProgramFails() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.launch(FakeDriver.task(1, 99, 0));
      assertThat(driver.outcome().getFailed().getErrorCode())
          .isEqualTo(ErrorCode.PROTOCOL_VIOLATION.number());
    }
  }

  @Test
  void outOfMemoryFailsTheTaskAndNotALocalExecutor() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                if (partition == 0) {
                  return new long[Integer.MAX_VALUE].length; // beyond the JVM's limit
                }
                return partition;
              }));
      driver.launch(FakeDriver.task(1, 1, 0));
      assertThat(driver.outcome().getFailed().getErrorCode())
          .isEqualTo(ErrorCode.OUT_OF_MEMORY.number());
      driver.launch(FakeDriver.task(2, 1, 5));
      assertThat(FakeDriver.value(driver.outcome())).isEqualTo(5);
    }
  }

  @Test
  void aKilledTaskThatWaitsIsInterrupted() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                if (partition == 0) {
                  STARTED.countDown();
                  new CountDownLatch(1).await();
                }
                return partition;
              }));
      driver.launch(FakeDriver.task(1, 1, 0));
      assertThat(STARTED.await(20, TimeUnit.SECONDS)).isTrue();
      kill(driver, 1, "another attempt was faster");
      TaskEnded outcome = driver.outcome();
      assertThat(outcome.getKilled().getReason()).isEqualTo("another attempt was faster");
      driver.launch(FakeDriver.task(2, 1, 3));
      assertThat(FakeDriver.value(driver.outcome())).isEqualTo(3);
    }
  }

  private static final CountDownLatch STARTED = new CountDownLatch(1);

  @Test
  void aKilledTaskThatLoopsSeesTheFlag() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                while (true) {
                  context.checkKilled();
                }
              }));
      driver.launch(FakeDriver.task(1, 1, 0));
      kill(driver, 1, "cancelled");
      assertThat(driver.outcome().getKilled().getReason()).isEqualTo("cancelled");
    }
  }

  private static FromExecutor next(FakeDriver driver, FromExecutor.MessageCase wanted)
      throws InterruptedException {
    FromExecutor message = driver.others.poll(20, TimeUnit.SECONDS);
    while (message != null && message.getMessageCase() != wanted) {
      message = driver.others.poll(20, TimeUnit.SECONDS);
    }
    assertThat(message).isNotNull();
    return message;
  }

  @Test
  void aTaskWaitsForTheDriversWordBeforeItCommits() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 2)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                context.awaitCommit();
                return "committed " + partition;
              }));
      driver.launch(FakeDriver.task(1, 1, 0), FakeDriver.task(2, 1, 1));
      for (int i = 0; i < 2; i++) {
        long asks = next(driver, FromExecutor.MessageCase.ASK_COMMIT).getAskCommit().getTaskId();
        driver.send(
            ToExecutor.newBuilder()
                .setMayCommit(MayCommit.newBuilder().setTaskId(asks).setAllowed(asks == 1)));
      }
      for (int i = 0; i < 2; i++) {
        TaskEnded outcome = driver.outcome();
        if (outcome.getTaskId() == 1) {
          assertThat(FakeDriver.value(outcome)).isEqualTo("committed 0");
        } else {
          assertThat(outcome.getKilled().getReason()).contains("another attempt");
        }
      }
    }
  }

  @Test
  void aTaskThatWaitsToCommitCanBeKilled() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                context.awaitCommit();
                return "never";
              }));
      driver.launch(FakeDriver.task(1, 1, 0));
      next(driver, FromExecutor.MessageCase.ASK_COMMIT);
      kill(driver, 1, "another attempt was first");
      assertThat(driver.outcome().getKilled().getReason()).isEqualTo("another attempt was first");
    }
  }

  @Test
  void withoutADiskTheTaskNamesItAndTheExecutorDrains() throws Exception {
    Path broken = java.nio.file.Files.createFile(directory.resolve("broken"));
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor =
            new RunningExecutor(
                driver, broken, 1, FakeDriver.SECRET, "container_1700000000000_0001_01_000002")) {
      driver.registered.get(20, TimeUnit.SECONDS);
      Evaluator<Pair<Integer, Integer>> records =
          (partition, context) -> List.of(new Pair<>(1, 2)).iterator();
      driver.program(
          1,
          new io.heddle.task.StageProgram.MapStage<>(
              records,
              new io.heddle.task.ShuffleSpec<Integer, Integer, Integer>(
                  3, new io.heddle.rdd.HashPartitioner(2), null, false)));
      driver.launch(FakeDriver.task(1, 1, 0));
      TaskEnded outcome = driver.outcome();
      assertThat(outcome.getFailed().getErrorCode()).isEqualTo(ErrorCode.DISK_FULL.number());
      assertThat(outcome.getFailed().getMessage()).contains(broken.toString());
      assertThat(next(driver, FromExecutor.MessageCase.DRAINING).getDraining().getReason())
          .contains(broken.toString());
    }
  }

  private static void kill(FakeDriver driver, long taskId, String reason) {
    driver.send(
        ToExecutor.newBuilder()
            .setKillTask(KillTask.newBuilder().setTaskId(taskId).setReason(reason)));
  }

  @Test
  void completionActionsRunLastRegisteredFirstAndDoNotChangeTheOutcome() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                context.onCompletion(() -> ACTIONS.append("first "));
                context.onCompletion(
                    () -> {
                      ACTIONS.append("second ");
                      throw new IllegalStateException("a file that does not close");
                    });
                return "done";
              }));
      driver.launch(FakeDriver.task(1, 1, 0));
      assertThat(FakeDriver.value(driver.outcome())).isEqualTo("done");
      assertThat(ACTIONS.toString()).isEqualTo("second first ");
    }
  }

  private static final StringBuffer ACTIONS = new StringBuffer();

  @Test
  void heartbeatsNameRunningTasksAndMemory() throws Exception {
    HeddleConf conf =
        HeddleConf.empty().with(ExecutorSettings.HEARTBEAT_INTERVAL, Duration.ofMillis(20));
    try (FakeDriver driver = new FakeDriver(conf);
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          stage(
              (partition, context) -> {
                while (true) {
                  context.checkKilled();
                }
              }));
      driver.launch(FakeDriver.task(42, 1, 0));
      FromExecutor beat = driver.others.poll(20, TimeUnit.SECONDS);
      while (beat != null && beat.getHeartbeat().getRunningTasksList().isEmpty()) {
        beat = driver.others.poll(20, TimeUnit.SECONDS);
      }
      assertThat(beat).isNotNull();
      assertThat(beat.getHeartbeat().getRunningTasksList()).containsExactly(42L);
      assertThat(beat.getHeartbeat().getHeapUsedBytes()).isPositive();
      assertThat(beat.getHeartbeat().getResidentBytes()).isPositive();
      kill(driver, 42, "enough");
    }
  }

  @Test
  void stopsWhenToldTo() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.send(ToExecutor.newBuilder().setStop(Stop.newBuilder().setReason("all done")));
      assertThat(executor.awaitEnd())
          .isEqualTo(new ExecutorEnd(ExecutorEnd.Kind.STOPPED, "all done"));
      assertThat(driver.streamEnds.poll(20, TimeUnit.SECONDS).isOk()).isTrue();
    }
  }

  @Test
  void refusesADriverWithAnotherSecret() throws Exception {
    byte[] wrong = "wrong".getBytes(StandardCharsets.UTF_8);
    try (FakeDriver driver = new FakeDriver(wrong, HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      assertThat(executor.awaitEnd().kind()).isEqualTo(ExecutorEnd.Kind.REFUSED);
      assertThat(executor.awaitEnd().reason()).contains("does not hold this application's secret");
      assertThat(driver.registered).isNotDone();
    }
  }

  @Test
  void registersAgainWhenTheStreamBreaks() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      assertThat(driver.registrations.poll(20, TimeUnit.SECONDS)).isNotNull();
      driver.breakStream();
      assertThat(driver.registrations.poll(20, TimeUnit.SECONDS)).isNotNull();
      driver.program(1, stage((partition, context) -> partition + 1));
      driver.launch(FakeDriver.task(1, 1, 1));
      assertThat(FakeDriver.value(driver.outcome())).isEqualTo(2);
      assertThat(executor.end).isNotDone();
    }
  }

  @Test
  void endsWhenTheDriverIsGone() throws Exception {
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 1)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.close();
      assertThat(executor.awaitEnd().kind()).isEqualTo(ExecutorEnd.Kind.DRIVER_GONE);
    }
  }
}
