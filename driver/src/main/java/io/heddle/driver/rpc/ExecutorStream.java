package io.heddle.driver.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.heddle.conf.EngineVersion;
import io.heddle.protocol.Handshake;
import io.heddle.protocol.executor.Challenge;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Hello;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.Registered;
import io.heddle.protocol.executor.Stop;
import io.heddle.protocol.executor.ToExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One executor's stream.
 *
 * <p>Transitions: greeting → challenged on Hello; challenged → open on a Register whose proof is
 * right; any → closed when the stream ends or the peer says anything out of turn. gRPC calls the
 * observer's methods one at a time.
 */
final class ExecutorStream implements StreamObserver<FromExecutor> {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorStream.class);

  private enum State {
    GREETING,
    CHALLENGED,
    OPEN,
    CLOSED
  }

  private final ExecutorServer server;
  private final StreamObserver<ToExecutor> toExecutor;
  private final long openedMillis;
  private final Object sending = new Object();
  private volatile State state = State.GREETING;
  private boolean finished; // guarded by sending
  private String executorId;
  private byte[] executorNonce;
  private byte[] driverNonce;

  ExecutorStream(ExecutorServer server, StreamObserver<ToExecutor> toExecutor, long nowMillis) {
    this.server = server;
    this.toExecutor = toExecutor;
    this.openedMillis = nowMillis;
  }

  @Override
  public void onNext(FromExecutor message) {
    switch (state) {
      case GREETING -> greet(message);
      case CHALLENGED -> register(message);
      case OPEN -> receive(message);
      case CLOSED -> {}
    }
  }

  private void greet(FromExecutor message) {
    Hello hello = message.getHello();
    if (!message.hasHello()
        || hello.getNonce().size() != Handshake.NONCE_BYTES
        || hello.getExecutorId().isEmpty()) {
      refuse(Status.UNAUTHENTICATED, "the first message is no greeting");
      return;
    }
    executorId = hello.getExecutorId();
    executorNonce = hello.getNonce().toByteArray();
    driverNonce = Handshake.nonce();
    byte[] proof = Handshake.driverProof(server.secret(), executorNonce, driverNonce, executorId);
    state = State.CHALLENGED;
    send(
        ToExecutor.newBuilder()
            .setChallenge(
                Challenge.newBuilder()
                    .setNonce(ByteString.copyFrom(driverNonce))
                    .setProof(ByteString.copyFrom(proof)))
            .build());
  }

  private void register(FromExecutor message) {
    byte[] expected =
        Handshake.executorProof(server.secret(), executorNonce, driverNonce, executorId);
    Register registration = message.getRegister();
    if (!message.hasRegister()
        || !Handshake.matches(expected, registration.getProof().toByteArray())) {
      refuse(Status.UNAUTHENTICATED, "the executor does not hold this application's secret");
      return;
    }
    if (!registration.getVersion().equals(EngineVersion.current())) {
      refuse(
          Status.FAILED_PRECONDITION,
          "the executor is of version "
              + registration.getVersion()
              + ", the driver of "
              + EngineVersion.current());
      return;
    }
    if (registration.getSlots() < 1 || registration.getHost().isEmpty()) {
      refuse(Status.INVALID_ARGUMENT, "an executor has slots and a host");
      return;
    }
    if (!server.admit(executorId, this)) {
      refuse(Status.ALREADY_EXISTS, "there is an executor called " + executorId + " already");
      return;
    }
    state = State.OPEN;
    send(
        ToExecutor.newBuilder()
            .setRegistered(
                Registered.newBuilder()
                    .putAllSettings(server.settings())
                    .setApplicationAttempt(server.attempt()))
            .build());
    server.messages().registered(executorId, registration);
  }

  private void receive(FromExecutor message) {
    ExecutorMessages to = server.messages();
    switch (message.getMessageCase()) {
      case TASKS_ENDED -> to.tasksEnded(executorId, message.getTasksEnded().getTasksList());
      case HEARTBEAT -> to.heartbeat(executorId, message.getHeartbeat());
      case BLOCKS_CHANGED -> to.blocksChanged(executorId, message.getBlocksChanged());
      case ASK_COMMIT -> to.commitAsked(executorId, message.getAskCommit().getTaskId());
      case DRAINING -> to.draining(executorId, message.getDraining().getReason());
      case REMARK -> to.remarked(executorId, message.getRemark().getText());
      case HELLO, REGISTER, MESSAGE_NOT_SET -> {
        LOG.error("executor {} sends {} out of turn", executorId, message.getMessageCase());
        refuse(Status.INVALID_ARGUMENT, message.getMessageCase() + " out of turn");
      }
    }
  }

  @Override
  public void onError(Throwable error) {
    Status status = Status.fromThrowable(error);
    String detail = status.getDescription();
    ended("its stream broke: " + (detail == null ? status.getCode() : detail));
  }

  @Override
  public void onCompleted() {
    ended("it closed its stream");
    complete();
  }

  private void ended(String reason) {
    state = State.CLOSED;
    if (server.ended(executorId, this)) {
      server.messages().disconnected(executorId, reason);
    }
  }

  /** Sends a message; to a stream that is over, nothing. May be called by any thread. */
  void send(ToExecutor message) {
    synchronized (sending) {
      if (!finished) {
        try {
          toExecutor.onNext(message);
        } catch (RuntimeException e) {
          // The stream is over; that is reported by onError.
          LOG.debug("to executor {}: {}", executorId, e.toString());
        }
      }
    }
  }

  /** Ends the stream with an error that the peer gets to see. */
  void refuse(Status status, String reason) {
    LOG.warn("a stream from executor {} is refused: {}", executorId, reason);
    synchronized (sending) {
      if (!finished) {
        finished = true;
        toExecutor.onError(status.withDescription(reason).asRuntimeException());
      }
    }
    ended(reason);
  }

  void stop(String reason) {
    send(ToExecutor.newBuilder().setStop(Stop.newBuilder().setReason(reason)).build());
    complete();
    ended(reason);
  }

  void complete() {
    synchronized (sending) {
      if (!finished) {
        finished = true;
        try {
          toExecutor.onCompleted();
        } catch (RuntimeException e) {
          LOG.debug("to executor {}: {}", executorId, e.toString());
        }
      }
    }
  }

  void expire(long nowMillis, long afterMillis) {
    if (nowMillis - openedMillis >= afterMillis) {
      refuse(Status.UNAUTHENTICATED, "no proof within " + afterMillis + " ms");
    }
  }
}
