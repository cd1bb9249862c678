package io.heddle.benchmarks.schedule;

import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.driver.Driver;
import io.heddle.driver.DriverOptions;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.allocation.ExecutorListener;
import io.heddle.driver.allocation.ExecutorProvider;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.ExecutorEnd;
import io.heddle.executor.ExecutorOptions;
import io.heddle.executor.ExecutorRuntime;
import io.heddle.protocol.Handshake;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.RDD;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Empty tasks a second of a whole driver with many executors in this JVM, each on a gRPC stream of
 * its own over the transport within the process. Arguments: executors (100), tasks (200000), rounds
 * (5).
 */
public final class ManyExecutorsBenchmark {
  private static final String APPLICATION = "many-executors";

  private ManyExecutorsBenchmark() {}

  public static void main(String[] args) throws IOException {
    int executors = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path directory = Files.createTempDirectory("heddle-many-executors");
    byte[] secret = Handshake.nonce();
    HeddleConf conf =
        HeddleConf.empty()
            .with(ExecutorSettings.INSTANCES, executors)
            .with(ExecutorSettings.CORES, 1);
    DriverOptions options =
        new DriverOptions(
            APPLICATION,
            conf,
            secret,
            "",
            "",
            new InThisProcess(executors, secret, directory),
            DriverOptions.NO_EVENTS,
            ManyExecutorsBenchmark.class.getClassLoader(),
            Clock.systemUTC());
    try (Driver driver = Driver.start(options);
        HeddleContext context = HeddleContext.on(driver.jobRunner(), null)) {
      RDD<Integer> wide = context.parallelize(List.<Integer>of(), tasks);
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        wide.foreachPartition(records -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "%d executors over gRPC within the process: %.0f tasks/s%n",
            executors, tasks / seconds);
      }
    }
    Files.delete(directory);
  }

  /** Starts that many executors at once, and no others. */
  private static final class InThisProcess implements ExecutorProvider {
    private final int executors;
    private final byte[] secret;
    private final Path directory;
    private final List<ExecutorRuntime> runtimes = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();

    InThisProcess(int executors, byte[] secret, Path directory) {
      this.executors = executors;
      this.secret = secret;
      this.directory = directory;
    }

    @Override
    public void start(ExecutorListener listener) {
      for (int i = 0; i < executors; i++) {
        String id = "executor-" + i;
        ManagedChannel channel =
            InProcessChannelBuilder.forName(APPLICATION).directExecutor().build();
        channels.add(channel);
        listener.launching(id, "localhost", "", "");
        runtimes.add(
            ExecutorRuntime.start(
                new ExecutorOptions(
                    id,
                    APPLICATION,
                    "localhost",
                    "",
                    1,
                    secret,
                    List.of(directory),
                    0,
                    "",
                    "",
                    0,
                    ManyExecutorsBenchmark.class.getClassLoader()),
                channel,
                end -> ended(listener, id, end)));
      }
    }

    private static void ended(ExecutorListener listener, String id, ExecutorEnd end) {
      if (end.kind() != ExecutorEnd.Kind.STOPPED) {
        listener.failed(new HeddleException(ErrorCode.INTERNAL, id + " ended: " + end.reason()));
      }
    }

    @Override
    public void demand(ExecutorDemand demand) {}

    @Override
    public void release(String executorId, String reason) {}

    @Override
    public void stop() {
      runtimes.forEach(ExecutorRuntime::close);
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }
}
