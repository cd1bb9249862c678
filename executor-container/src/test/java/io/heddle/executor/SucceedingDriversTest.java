package io.heddle.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.DriverFiles;
import io.heddle.protocol.executor.Register;
import io.heddle.task.Evaluator;
import io.heddle.task.StageProgram.ResultStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor whose driver is gone, and the driver of the next attempt. */
class SucceedingDriversTest {
  @TempDir Path directory;

  private Path shared() throws Exception {
    return Files.createDirectories(directory.resolve("application"));
  }

  private SucceedingDrivers drivers(Duration patience, Map<String, FakeDriver> byHost)
      throws Exception {
    return new SucceedingDrivers(
        "file:" + shared(),
        patience,
        1,
        byHost.get("h1").channel(),
        (host, port) -> channel(byHost.get(host)));
  }

  private static ManagedChannel channel(FakeDriver driver) {
    return driver.channel();
  }

  private ExecutorRuntime start(SucceedingDrivers drivers, CompletableFuture<ExecutorEnd> end) {
    ExecutorOptions options =
        new ExecutorOptions(
            "exec-1",
            "application_1_0001",
            "h1",
            "",
            1,
            FakeDriver.SECRET,
            List.of(directory),
            7447,
            "",
            "",
            0,
            getClass().getClassLoader());
    return ExecutorRuntime.start(options, drivers, end::complete);
  }

  private void publish(int attempt) throws Exception {
    DriverFiles.in("file:" + shared(), HeddleConf.empty())
        .publish(new DriverFiles.Address(attempt, "h" + attempt, 7000));
  }

  @Test
  void itWorksOnForTheNextAttempt() throws Exception {
    CompletableFuture<ExecutorEnd> end = new CompletableFuture<>();
    try (FakeDriver first = new FakeDriver(HeddleConf.empty());
        FakeDriver second = new FakeDriver(HeddleConf.empty());
        SucceedingDrivers drivers =
            drivers(Duration.ofMinutes(1), Map.of("h1", first, "h2", second));
        ExecutorRuntime runtime = start(drivers, end)) {
      second.attempt = 2;
      first.registered.get(20, TimeUnit.SECONDS);
      first.close();
      publish(2);

      Register again = second.registered.get(20, TimeUnit.SECONDS);
      assertThat(again.getWorkedForAttempt()).isEqualTo(1);
      Evaluator<Integer> records = (partition, context) -> List.of(partition.index()).iterator();
      second.program(7, new ResultStage<>(records, (each, context) -> each.next()));
      second.launch(FakeDriver.task(100, 7, 4));
      assertThat(FakeDriver.value(second.outcome())).isEqualTo(4);
      assertThat(end).isNotDone();
    }
  }

  @Test
  void itDoesNotGoBackToAnEarlierAttempt() throws Exception {
    CompletableFuture<ExecutorEnd> end = new CompletableFuture<>();
    try (FakeDriver first = new FakeDriver(HeddleConf.empty());
        SucceedingDrivers drivers = drivers(Duration.ofSeconds(2), Map.of("h1", first));
        ExecutorRuntime runtime = start(drivers, end)) {
      first.attempt = 2;
      first.registrations.poll(20, TimeUnit.SECONDS);
      first.attempt = 1;
      first.breakStream();
      assertThat(end.get(30, TimeUnit.SECONDS).kind()).isEqualTo(ExecutorEnd.Kind.DRIVER_GONE);
    }
  }

  @Test
  void itEndsWhenNoOtherDriverComes() throws Exception {
    CompletableFuture<ExecutorEnd> end = new CompletableFuture<>();
    try (FakeDriver first = new FakeDriver(HeddleConf.empty());
        SucceedingDrivers drivers = drivers(Duration.ofMillis(500), Map.of("h1", first));
        ExecutorRuntime runtime = start(drivers, end)) {
      first.registered.get(20, TimeUnit.SECONDS);
      first.close();
      assertThat(end.get(30, TimeUnit.SECONDS).kind()).isEqualTo(ExecutorEnd.Kind.DRIVER_GONE);
    }
  }
}
