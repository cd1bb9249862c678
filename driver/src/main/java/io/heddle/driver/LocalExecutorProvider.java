package io.heddle.driver;

import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.allocation.ExecutorListener;
import io.heddle.driver.allocation.ExecutorProvider;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.ExecutorEnd;
import io.heddle.executor.ExecutorOptions;
import io.heddle.executor.ExecutorRuntime;

/**
 * Provides one executor, in this JVM, whatever the demand. It is started with the provider; when it
 * ends by itself it is not replaced.
 */
final class LocalExecutorProvider implements ExecutorProvider {
  private final ExecutorOptions options;
  private ExecutorListener listener;
  private ManagedChannel channel;
  private ExecutorRuntime runtime;

  LocalExecutorProvider(ExecutorOptions options) {
    this.options = options;
  }

  @Override
  public synchronized void start(ExecutorListener executorListener) {
    listener = executorListener;
    listener.launching(options.executorId(), options.host(), options.rack(), options.containerId());
    // Both ends only hand messages over, so neither needs threads of its own.
    channel = InProcessChannelBuilder.forName(options.applicationId()).directExecutor().build();
    runtime = ExecutorRuntime.start(options, channel, this::ended);
  }

  private void ended(ExecutorEnd end) {
    tell(listener, options.executorId(), end);
  }

  /** No other executor will come, so that jobs which wait for one would wait for ever. */
  static void tell(ExecutorListener listener, String executorId, ExecutorEnd end) {
    boolean failed = end.kind() != ExecutorEnd.Kind.STOPPED;
    listener.ended(executorId, end.reason(), failed);
    if (failed) {
      listener.failed(
          new HeddleException(
              ErrorCode.INTERNAL, "the executor of this local run ended: " + end.reason()));
    }
  }

  @Override
  public void demand(ExecutorDemand demand) {}

  @Override
  public synchronized void release(String executorId, String reason) {
    if (executorId.equals(options.executorId())) {
      runtime.close();
    }
  }

  @Override
  public synchronized void stop() {
    runtime.close();
    channel.shutdownNow();
  }
}
