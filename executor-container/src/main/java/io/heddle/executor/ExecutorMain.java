package io.heddle.executor;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.ApplicationSecret;
import io.heddle.task.UserClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process in an executor's container. All it is told is in its environment, see {@link
 * ContainerEnvironment}, and in its credentials: the application's secret. It ends by itself when
 * the driver says so, or is gone and no other comes.
 *
 * <p>Exit status: 0 stopped by the driver, 61 the driver is gone, 62 one side refused the other, 63
 * it could not go on (out of memory), 64 it could not start.
 */
public final class ExecutorMain {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorMain.class);

  private static final int DRIVER_GONE = 61;
  private static final int REFUSED = 62;
  private static final int FAILED = 63;
  private static final int NOT_STARTED = 64;

  private static final int MAX_MESSAGE_BYTES = 512 << 20;

  private ExecutorMain() {}

  /** Takes no arguments. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    int status;
    try {
      status = run(new ContainerEnvironment(System.getenv()));
    } catch (HeddleException e) {
      LOG.error("the executor cannot start", e);
      System.err.println(e.userMessage());
      status = NOT_STARTED;
    } catch (Throwable e) {
      LOG.error("the executor cannot start", e);
      status = NOT_STARTED;
    }
    // Threads of user code must not keep the container.
    System.exit(status);
  }

  private static int run(ContainerEnvironment environment) throws Exception {
    WarmUp.start();
    // The secret is read, with Hadoop's classes, while the connection is made.
    CompletableFuture<byte[]> secret =
        CompletableFuture.supplyAsync(ApplicationSecret::ofContainer);
    NioEventLoopGroup network = new NioEventLoopGroup(1);
    ManagedChannel first = connect(environment.driverHost(), environment.driverPort(), network);
    SucceedingDrivers drivers =
        new SucceedingDrivers(
            environment.applicationDirectory().orElse(""),
            environment.applicationDirectory().isPresent()
                ? environment.driverWait()
                : ExecutorRuntime.RECONNECT,
            environment.attempt(),
            first,
            (host, port) -> connect(host, port, network));
    try {
      CompletableFuture<ExecutorEnd> end = new CompletableFuture<>();
      ClassLoader engine = ExecutorMain.class.getClassLoader();
      ExecutorOptions options =
          environment.options(
              secretOf(secret), UserClassLoader.ofPaths(environment.userJars(), engine));
      try (ExecutorRuntime runtime = ExecutorRuntime.start(options, drivers, end::complete)) {
        return statusOf(end.get());
      }
    } finally {
      drivers.close();
    }
  }

  private static byte[] secretOf(CompletableFuture<byte[]> secret) throws InterruptedException {
    try {
      return secret.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof HeddleException coded
          ? coded
          : new IllegalStateException(e.getCause());
    }
  }

  private static ManagedChannel connect(String host, int port, NioEventLoopGroup network) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(host, port)
            .usePlaintext()
            // Callbacks only hand over.
            .directExecutor()
            .eventLoopGroup(network)
            .channelType(NioSocketChannel.class)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            // A driver's machine that vanished says no goodbye.
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(20, TimeUnit.SECONDS)
            .build();
    channel.getState(true);
    return channel;
  }

  private static int statusOf(ExecutorEnd end) {
    return switch (end.kind()) {
      case STOPPED -> 0;
      case DRIVER_GONE -> DRIVER_GONE;
      case REFUSED -> REFUSED;
      case FAILED -> FAILED;
    };
  }
}
