package io.heddle.driver.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.heddle.conf.EngineVersion;
import io.heddle.protocol.Handshake;
import io.heddle.protocol.executor.DriverGrpc;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Hello;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.ToExecutor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The other end of a stream, which says what a test wants it to say. */
final class TestPeer implements StreamObserver<ToExecutor> {
  final BlockingQueue<ToExecutor> received = new LinkedBlockingQueue<>();
  final CompletableFuture<Status> end = new CompletableFuture<>();
  private final StreamObserver<FromExecutor> toDriver;
  private final byte[] nonce = Handshake.nonce();
  private FromExecutor registration;
  boolean driverIsGenuine;

  TestPeer(Channel channel) {
    toDriver = DriverGrpc.newStub(channel).connect(this);
  }

  void say(FromExecutor message) {
    toDriver.onNext(message);
  }

  void hello(String executorId) {
    say(
        FromExecutor.newBuilder()
            .setHello(
                Hello.newBuilder().setExecutorId(executorId).setNonce(ByteString.copyFrom(nonce)))
            .build());
  }

  /** Greets, checks the driver's proof and answers with its own. */
  void shakeHands(String executorId, byte[] secret, String version) throws InterruptedException {
    hello(executorId);
    ToExecutor challenge = next();
    if (challenge == null) {
      throw new AssertionError("no challenge");
    }
    byte[] driverNonce = challenge.getChallenge().getNonce().toByteArray();
    byte[] shown = challenge.getChallenge().getProof().toByteArray();
    driverIsGenuine =
        Handshake.matches(Handshake.driverProof(secret, nonce, driverNonce, executorId), shown);
    registration =
        FromExecutor.newBuilder()
            .setRegister(
                Register.newBuilder()
                    .setProof(
                        ByteString.copyFrom(
                            Handshake.executorProof(secret, nonce, driverNonce, executorId)))
                    .setHost("h1")
                    .setSlots(2)
                    .setVersion(version))
            .build();
    say(registration);
  }

  /** What it registered with. */
  FromExecutor registration() {
    return registration;
  }

  void shakeHands(String executorId, byte[] secret) throws InterruptedException {
    shakeHands(executorId, secret, EngineVersion.current());
  }

  ToExecutor next() throws InterruptedException {
    return received.poll(10, TimeUnit.SECONDS);
  }

  Status status() throws Exception {
    return end.get(10, TimeUnit.SECONDS);
  }

  void hangUp() {
    toDriver.onError(Status.CANCELLED.asRuntimeException());
  }

  @Override
  public void onNext(ToExecutor message) {
    received.add(message);
  }

  @Override
  public void onError(Throwable error) {
    end.complete(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }
}
