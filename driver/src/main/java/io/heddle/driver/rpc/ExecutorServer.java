package io.heddle.driver.rpc;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.DriverGrpc;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Stop;
import io.heddle.protocol.executor.ToExecutor;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The server that executors connect to. A stream counts from the moment its executor has proved to
 * hold the application's secret; until then nothing of it reaches the scheduler, and a stream that
 * does not get there in {@link #HANDSHAKE_MILLIS} is closed. When a stream breaks, its executor is
 * reported as disconnected at once and cannot come back under the same name.
 *
 * <p>Messages are sent without waiting; those to one executor arrive in the order sent. Safe for
 * all threads.
 */
public final class ExecutorServer {
  /** How long a peer may take to prove itself. */
  public static final long HANDSHAKE_MILLIS = 10_000;

  private final byte[] secret;
  private final Map<String, String> settings;
  private final int attempt;
  private final ExecutorMessages messages;
  private final Map<String, ExecutorStream> streams = new ConcurrentHashMap<>();
  private final Set<ExecutorStream> strangers = ConcurrentHashMap.newKeySet();
  private final Server server;

  private ExecutorServer(
      ServerBuilder<?> builder,
      byte[] secret,
      Map<String, String> settings,
      int attempt,
      ExecutorMessages messages) {
    this.secret = secret;
    this.settings = Map.copyOf(settings);
    this.attempt = attempt;
    this.messages = Objects.requireNonNull(messages);
    // Handlers only hand over, so they may run on the transport's own threads.
    this.server = builder.directExecutor().addService(new Service()).build();
  }

  /**
   * A server for executors of the same JVM.
   *
   * @param name unique in the JVM
   * @param settings sent to each executor that registers
   * @param attempt of the application, from 1
   */
  public static ExecutorServer inProcess(
      String name,
      byte[] secret,
      Map<String, String> settings,
      int attempt,
      ExecutorMessages messages) {
    return new ExecutorServer(
            InProcessServerBuilder.forName(name), secret, settings, attempt, messages)
        .start(name);
  }

  /**
   * A server on a free port of an address.
   *
   * @throws HeddleException CONNECTION_FAILED when it cannot be bound
   */
  public static ExecutorServer onHost(
      String host,
      byte[] secret,
      Map<String, String> settings,
      int attempt,
      ExecutorMessages messages) {
    ServerBuilder<?> builder = NettyListener.on(host);
    return new ExecutorServer(builder, secret, settings, attempt, messages).start(host);
  }

  private ExecutorServer start(String where) {
    try {
      server.start();
      return this;
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.CONNECTION_FAILED, "the driver cannot listen on " + where, e);
    }
  }

  /** The port; 0 or less when in-process. */
  public int port() {
    return server.getPort();
  }

  /** Sends to one executor; to one that is gone, nothing happens. */
  public void send(String executorId, ToExecutor message) {
    ExecutorStream stream = streams.get(executorId);
    if (stream != null) {
      stream.send(message);
    }
  }

  /** Sends to all executors. */
  public void sendToAll(ToExecutor message) {
    streams.values().forEach(stream -> stream.send(message));
  }

  /** Tells an executor to stop, and ends its stream. */
  public void stop(String executorId, String reason) {
    ExecutorStream stream = streams.get(executorId);
    if (stream != null) {
      stream.stop(reason);
    }
  }

  /** Closes streams that took too long to prove themselves. */
  public void closeStrangers(long nowMillis) {
    for (ExecutorStream stranger : strangers) {
      stranger.expire(nowMillis, HANDSHAKE_MILLIS);
    }
  }

  /** Ends all streams and closes the port without a word. */
  public void hangUp() {
    streams.clear();
    server.shutdownNow();
  }

  /** Tells all executors to stop, ends all streams and closes the port. */
  public void close(String reason) {
    ToExecutor stop = ToExecutor.newBuilder().setStop(Stop.newBuilder().setReason(reason)).build();
    sendToAll(stop);
    streams.values().forEach(ExecutorStream::complete);
    strangers.forEach(stranger -> stranger.refuse(Status.UNAVAILABLE, reason));
    server.shutdown();
    try {
      if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  byte[] secret() {
    return secret;
  }

  Map<String, String> settings() {
    return settings;
  }

  int attempt() {
    return attempt;
  }

  ExecutorMessages messages() {
    return messages;
  }

  /** A stream has proved itself; false when there is one of that executor already. */
  boolean admit(String executorId, ExecutorStream stream) {
    strangers.remove(stream);
    return streams.putIfAbsent(executorId, stream) == null;
  }

  /** A stream has ended; returns whether it had been admitted. */
  boolean ended(String executorId, ExecutorStream stream) {
    strangers.remove(stream);
    return executorId != null && streams.remove(executorId, stream);
  }

  private final class Service extends DriverGrpc.DriverImplBase {
    @Override
    public StreamObserver<FromExecutor> connect(StreamObserver<ToExecutor> toExecutor) {
      ExecutorStream stream =
          new ExecutorStream(ExecutorServer.this, toExecutor, System.currentTimeMillis());
      strangers.add(stream);
      return stream;
    }
  }
}
