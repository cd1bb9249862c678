package io.heddle.driver.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.Stop;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TasksEnded;
import io.heddle.protocol.executor.ToExecutor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets. */
class ExecutorServerTest {
  private static final byte[] SECRET = "the application's".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "somebody else's".getBytes(StandardCharsets.UTF_8);

  private final Heard heard = new Heard();
  private ExecutorServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    server = ExecutorServer.onHost("127.0.0.1", SECRET, Map.of("heddle.app.name", "x"), 1, heard);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close("the test is over");
  }

  @Test
  void whoHoldsTheSecretIsRegisteredAndGetsTheSettings() throws Exception {
    TestPeer peer = new TestPeer(channel);
    peer.shakeHands("e1", SECRET);
    assertThat(peer.driverIsGenuine).isTrue();
    assertThat(peer.next().getRegistered().getSettingsMap()).containsEntry("heddle.app.name", "x");
    assertThat(heard.next()).isEqualTo("e1 registered with 2 slots on h1");
  }

  @Test
  void whoHoldsAnotherSecretIsRefusedAndNotHeard() throws Exception {
    TestPeer peer = new TestPeer(channel);
    peer.shakeHands("e1", OTHER);
    assertThat(peer.driverIsGenuine).isFalse();
    Status status = peer.status();
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(status.getDescription()).contains("secret");
    assertThat(peer.received).isEmpty();
    assertThat(heard.all).isEmpty();
  }

  @Test
  void aProofSeenOnAnotherStreamIsOfNoUse() throws Exception {
    TestPeer honest = new TestPeer(channel);
    honest.shakeHands("e1", SECRET);
    TestPeer thief = new TestPeer(channel);
    thief.hello("e2");
    thief.next();
    thief.say(honest.registration());
    assertThat(thief.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void whoSpeaksBeforeTheProofIsRefused() throws Exception {
    TestPeer peer = new TestPeer(channel);
    peer.say(tasksEnded(1));
    assertThat(peer.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    TestPeer other = new TestPeer(channel);
    other.hello("e1");
    other.next();
    other.say(tasksEnded(1));
    assertThat(other.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(heard.all).isEmpty();
  }

  @Test
  void aSecondExecutorOfTheSameNameIsRefused() throws Exception {
    TestPeer first = new TestPeer(channel);
    first.shakeHands("e1", SECRET);
    first.next();
    TestPeer second = new TestPeer(channel);
    second.shakeHands("e1", SECRET);
    assertThat(second.status().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
    server.send("e1", stop("still there"));
    assertThat(first.next().getStop().getReason()).isEqualTo("still there");
    assertThat(heard.next()).startsWith("e1 registered");
    assertThat(heard.all).isEmpty();
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    TestPeer peer = new TestPeer(channel);
    peer.shakeHands("e1", SECRET, "0.0.1");
    assertThat(peer.status().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(peer.status().getDescription()).contains("0.0.1");
  }

  @Test
  void whoNeverProvesItselfIsClosed() throws Exception {
    TestPeer peer = new TestPeer(channel);
    peer.hello("e1");
    peer.next();
    server.closeStrangers(System.currentTimeMillis());
    assertThat(peer.end).isNotDone();
    server.closeStrangers(System.currentTimeMillis() + ExecutorServer.HANDSHAKE_MILLIS);
    assertThat(peer.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aBrokenStreamIsReportedAfterAllThatWasSaid() throws Exception {
    TestPeer peer = new TestPeer(channel);
    peer.shakeHands("e1", SECRET);
    peer.next();
    peer.say(tasksEnded(7));
    assertThat(heard.next()).startsWith("e1 registered");
    assertThat(heard.next()).isEqualTo("e1 ended 7");
    peer.hangUp();
    assertThat(heard.next()).startsWith("e1 disconnected");
  }

  @Test
  void anExecutorCanComeAgainUnderItsNameWhenTheFirstIsGone() throws Exception {
    TestPeer first = new TestPeer(channel);
    first.shakeHands("e1", SECRET);
    first.next();
    assertThat(heard.next()).startsWith("e1 registered");
    first.hangUp();
    assertThat(heard.next()).startsWith("e1 disconnected");
    new TestPeer(channel).shakeHands("e1", SECRET);
    assertThat(heard.next()).startsWith("e1 registered");
  }

  @Test
  void messagesArriveInTheOrderSent() throws Exception {
    TestPeer peer = new TestPeer(channel);
    peer.shakeHands("e1", SECRET);
    peer.next();
    for (int i = 0; i < 1_000; i++) {
      server.send("e1", stop("" + i));
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(peer.next().getStop().getReason()).isEqualTo("" + i);
    }
  }

  private static ToExecutor stop(String reason) {
    return ToExecutor.newBuilder().setStop(Stop.newBuilder().setReason(reason)).build();
  }

  private static FromExecutor tasksEnded(long task) {
    return FromExecutor.newBuilder()
        .setTasksEnded(TasksEnded.newBuilder().addTasks(TaskEnded.newBuilder().setTaskId(task)))
        .build();
  }

  /** Writes down what the server passes on. */
  private static final class Heard implements ExecutorMessages {
    final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return all.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public void registered(String executorId, Register registration) {
      all.add(
          executorId
              + " registered with "
              + registration.getSlots()
              + " slots on "
              + registration.getHost());
    }

    @Override
    public void tasksEnded(String executorId, List<TaskEnded> tasks) {
      tasks.forEach(task -> all.add(executorId + " ended " + task.getTaskId()));
    }

    @Override
    public void heartbeat(String executorId, Heartbeat heartbeat) {
      all.add(executorId + " heartbeat");
    }

    @Override
    public void blocksChanged(String executorId, BlocksChanged change) {
      all.add(executorId + " blocks");
    }

    @Override
    public void commitAsked(String executorId, long taskId) {
      all.add(executorId + " asks for " + taskId);
    }

    @Override
    public void draining(String executorId, String reason) {
      all.add(executorId + " draining");
    }

    @Override
    public void remarked(String executorId, String text) {
      all.add(executorId + " says " + text);
    }

    @Override
    public void disconnected(String executorId, String reason) {
      all.add(executorId + " disconnected: " + reason);
    }
  }
}
