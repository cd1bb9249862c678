package io.heddle.executor;

import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An executor against a {@link FakeDriver}. */
public final class RunningExecutor implements AutoCloseable {
  public static final String HOST = "host-a";

  private static final Duration RECONNECT = Duration.ofSeconds(1);

  final CompletableFuture<ExecutorEnd> end = new CompletableFuture<>();
  private final ManagedChannel channel;
  private final ExecutorRuntime runtime;

  public RunningExecutor(FakeDriver driver, Path directory, int slots) {
    this(driver, directory, slots, FakeDriver.SECRET);
  }

  RunningExecutor(FakeDriver driver, Path directory, int slots, byte[] secret) {
    this(driver, directory, slots, secret, "");
  }

  RunningExecutor(FakeDriver driver, Path directory, int slots, byte[] secret, String containerId) {
    channel = driver.channel();
    runtime =
        ExecutorRuntime.start(
            new ExecutorOptions(
                "exec-1",
                "application_1_0001",
                HOST,
                "/rack1",
                slots,
                secret,
                List.of(directory),
                0,
                containerId,
                "",
                0,
                RunningExecutor.class.getClassLoader()),
            new OneDriver(channel, RECONNECT),
            end::complete);
  }

  ExecutorEnd awaitEnd() throws Exception {
    return end.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    runtime.close();
    awaitEnd();
    channel.shutdownNow();
  }
}
