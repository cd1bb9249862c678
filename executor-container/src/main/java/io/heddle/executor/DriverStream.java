package io.heddle.executor;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.heddle.protocol.Handshake;
import io.heddle.protocol.executor.Challenge;
import io.heddle.protocol.executor.DriverGrpc;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Hello;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.Registered;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.ToExecutor;

/**
 * One connection to the driver: the handshake of {@code executor.proto}, and messages after it.
 *
 * <p>States: GREETED (Hello sent) → PROVEN (the driver's proof was right, Register sent) → OPEN
 * (Registered came) → ENDED; any state may go to ENDED. Transitions happen on the stream's
 * callbacks, which gRPC runs one at a time. Nothing of a message is looked at before OPEN.
 */
final class DriverStream implements StreamObserver<ToExecutor> {
  /** What the stream tells its owner, one call at a time. */
  interface Owner {
    /** The handshake is done. */
    void registered(DriverStream stream, Registered registered);

    /** A message after the handshake. Must return quickly. */
    void received(ToExecutor message);

    /**
     * The connection is over.
     *
     * @param refused whether one side did not accept the other, so that trying again is no use
     */
    void ended(DriverStream stream, boolean refused, String reason);
  }

  private enum State {
    GREETED,
    PROVEN,
    OPEN,
    ENDED
  }

  private final byte[] secret;
  private final String executorId;
  private final Register registration;
  private final Owner owner;
  private final byte[] nonce = Handshake.nonce();
  private volatile Outbox outbox;
  private volatile State state = State.GREETED;

  /**
   * @param registration everything but the proof
   */
  DriverStream(byte[] secret, String executorId, Register registration, Owner owner) {
    this.secret = secret;
    this.executorId = executorId;
    this.registration = registration;
    this.owner = owner;
  }

  /** Starts the call and says Hello. Called once. */
  void open(Channel channel) {
    outbox = new Outbox(DriverGrpc.newStub(channel).connect(this));
    outbox.post(
        FromExecutor.newBuilder()
            .setHello(
                Hello.newBuilder().setExecutorId(executorId).setNonce(ByteString.copyFrom(nonce)))
            .build());
  }

  /** Whether the handshake is done and the stream has not ended. */
  boolean isOpen() {
    return state == State.OPEN;
  }

  void send(FromExecutor message) {
    outbox.post(message);
  }

  void send(TaskEnded outcome) {
    outbox.post(outcome);
  }

  /** Ends the call from this side after what was sent before; the owner is not told. */
  void close() {
    state = State.ENDED;
    outbox.complete();
  }

  /** Gives the call up at once; the owner is not told. */
  void abandon() {
    state = State.ENDED;
    outbox.fail(Status.CANCELLED.withDescription("no answer").asRuntimeException());
  }

  @Override
  public void onNext(ToExecutor message) {
    switch (state) {
      case GREETED -> {
        if (message.hasChallenge()) {
          answer(message.getChallenge());
        } else {
          refuse(Status.FAILED_PRECONDITION, "the driver sent no challenge");
        }
      }
      case PROVEN -> {
        if (message.hasRegistered()) {
          state = State.OPEN;
          owner.registered(this, message.getRegistered());
        } else {
          refuse(Status.FAILED_PRECONDITION, "the driver sent a command before it registered us");
        }
      }
      case OPEN -> owner.received(message);
      case ENDED -> {}
    }
  }

  private void answer(Challenge challenge) {
    byte[] driverNonce = challenge.getNonce().toByteArray();
    if (driverNonce.length != Handshake.NONCE_BYTES
        || !Handshake.matches(
            Handshake.driverProof(secret, nonce, driverNonce, executorId),
            challenge.getProof().toByteArray())) {
      refuse(Status.UNAUTHENTICATED, "the driver does not hold this application's secret");
      return;
    }
    state = State.PROVEN;
    byte[] proof = Handshake.executorProof(secret, nonce, driverNonce, executorId);
    outbox.post(
        FromExecutor.newBuilder()
            .setRegister(registration.toBuilder().setProof(ByteString.copyFrom(proof)))
            .build());
  }

  private void refuse(Status status, String reason) {
    state = State.ENDED;
    outbox.fail(status.withDescription(reason).asRuntimeException());
    owner.ended(this, true, reason);
  }

  @Override
  public void onError(Throwable failure) {
    if (state != State.ENDED) {
      state = State.ENDED;
      Status status = Status.fromThrowable(failure);
      boolean refused =
          switch (status.getCode()) {
            case UNAUTHENTICATED,
                PERMISSION_DENIED,
                FAILED_PRECONDITION,
                ALREADY_EXISTS,
                INVALID_ARGUMENT,
                UNIMPLEMENTED ->
                true;
            default -> false;
          };
      String description = status.getDescription();
      owner.ended(this, refused, description == null ? status.getCode().toString() : description);
    }
  }

  @Override
  public void onCompleted() {
    if (state != State.ENDED) {
      state = State.ENDED;
      outbox.complete();
      owner.ended(this, false, "the driver closed the stream");
    }
  }
}
