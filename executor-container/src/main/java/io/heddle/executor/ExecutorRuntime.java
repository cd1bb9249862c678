package io.heddle.executor;

import io.grpc.Channel;
import io.heddle.conf.EngineVersion;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.ToExecutor;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor in this JVM: the same for a YARN container and for a local run, which differ in the
 * channel alone. It connects to the driver over the channel, proves itself, and runs tasks until
 * the driver stops it, goes away, or {@link #close} is called. Safe for all threads.
 */
public final class ExecutorRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorRuntime.class);

  private final ExecutorOptions options;
  private final Consumer<ExecutorEnd> onEnded;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final DriverStream stream;

  private ExecutorRuntime(ExecutorOptions options, Consumer<ExecutorEnd> onEnded) {
    this.options = options;
    this.onEnded = onEnded;
    this.stream =
        new DriverStream(
            options.secret(), options.executorId(), registration(options), new Commands());
  }

  /**
   * Starts an executor and returns at once; it registers with the driver when the channel connects.
   *
   * @param channel to the driver; stays the caller's, who closes it after the end
   * @param onEnded called once, by any thread, when the executor has ended, for whatever reason
   */
  public static ExecutorRuntime start(
      ExecutorOptions options, Channel channel, Consumer<ExecutorEnd> onEnded) {
    ExecutorRuntime runtime = new ExecutorRuntime(options, Objects.requireNonNull(onEnded));
    runtime.stream.open(channel);
    return runtime;
  }

  /** Ends the executor: running tasks are interrupted and not reported. Does nothing twice. */
  @Override
  public void close() {
    end(new ExecutorEnd(ExecutorEnd.Kind.STOPPED, "closed by its owner"));
  }

  private void end(ExecutorEnd end) {
    if (ended.compareAndSet(false, true)) {
      LOG.info("executor {} ends: {}", options.executorId(), end.reason());
      stream.close();
      onEnded.accept(end);
    }
  }

  private static Register registration(ExecutorOptions options) {
    return Register.newBuilder()
        .setHost(options.host())
        .setRack(options.rack())
        .setSlots(options.slots())
        .setShufflePort(options.shufflePort())
        .setPid(ProcessHandle.current().pid())
        .setContainerId(options.containerId())
        .setLogUrl(options.logUrl())
        .setVersion(EngineVersion.current())
        .build();
  }

  private final class Commands implements DriverStream.Owner {
    @Override
    public void registered(DriverStream open, Map<String, String> settings) {
      LOG.info("executor {} is registered with the driver", options.executorId());
    }

    @Override
    public void received(ToExecutor message) {
      switch (message.getMessageCase()) {
        case STOP -> end(new ExecutorEnd(ExecutorEnd.Kind.STOPPED, message.getStop().getReason()));
        default -> LOG.error("unexpected message {}", message.getMessageCase());
      }
    }

    @Override
    public void ended(DriverStream over, boolean refused, String reason) {
      ExecutorEnd.Kind kind = refused ? ExecutorEnd.Kind.REFUSED : ExecutorEnd.Kind.DRIVER_GONE;
      end(new ExecutorEnd(kind, reason));
    }
  }
}
