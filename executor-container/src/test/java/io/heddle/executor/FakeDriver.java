package io.heddle.executor;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.heddle.conf.HeddleConf;
import io.heddle.protocol.Handshake;
import io.heddle.protocol.executor.Challenge;
import io.heddle.protocol.executor.DriverGrpc;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.LaunchTasks;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.Registered;
import io.heddle.protocol.executor.StageProgram;
import io.heddle.protocol.executor.Task;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.ToExecutor;
import io.heddle.serde.JavaSerialization;
import io.heddle.serde.SerdeFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The driver's end of the stream, scripted by a test; in-process. */
public final class FakeDriver implements AutoCloseable {
  /** As long as real ones are: 32 bytes. */
  static final byte[] SECRET =
      "open sesame, open sesame, open!!".getBytes(StandardCharsets.US_ASCII);

  final CompletableFuture<Register> registered = new CompletableFuture<>();
  final BlockingQueue<Register> registrations = new LinkedBlockingQueue<>();
  final BlockingQueue<TaskEnded> outcomes = new LinkedBlockingQueue<>();
  final BlockingQueue<FromExecutor> others = new LinkedBlockingQueue<>();
  final BlockingQueue<Status> streamEnds = new LinkedBlockingQueue<>();

  private final String name = InProcessServerBuilder.generateName();
  private final byte[] secret;
  private final HeddleConf conf;
  private final Server server;
  private volatile StreamObserver<ToExecutor> toExecutor;

  /** Of the application; told to executors that register. */
  volatile int attempt = 1;

  public FakeDriver(HeddleConf conf) throws IOException {
    this(SECRET, conf);
  }

  FakeDriver(byte[] secret, HeddleConf conf) throws IOException {
    this.secret = secret;
    this.conf = conf;
    server = InProcessServerBuilder.forName(name).addService(new Service()).build().start();
  }

  private FakeDriver(byte[] secret, HeddleConf conf, ServerBuilder<?> socket) throws IOException {
    this.secret = secret;
    this.conf = conf;
    server = socket.addService(new Service()).build().start();
  }

  /** A driver that other processes can reach, at {@link #port()} of this host. */
  static FakeDriver onSocket(byte[] secret, HeddleConf conf) throws IOException {
    return new FakeDriver(
        secret,
        conf,
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  int port() {
    return server.getPort();
  }

  public ManagedChannel channel() {
    return InProcessChannelBuilder.forName(name).build();
  }

  public void send(ToExecutor.Builder message) {
    StreamObserver<ToExecutor> stream = toExecutor;
    synchronized (stream) {
      stream.onNext(message.build());
    }
  }

  public void program(int stageId, io.heddle.task.StageProgram program) {
    send(
        ToExecutor.newBuilder()
            .setStageProgram(
                StageProgram.newBuilder()
                    .setStageId(stageId)
                    .setProgram(ByteString.copyFrom(JavaSerialization.write(program)))));
  }

  public static Task task(long taskId, int stageId, int partition) {
    return Task.newBuilder()
        .setTaskId(taskId)
        .setStageId(stageId)
        .setPartition(partition)
        .setSplit(ByteString.copyFrom(JavaSerialization.write(new Part(partition))))
        .setLocality("ANY")
        .build();
  }

  public void launch(Task... tasks) {
    LaunchTasks.Builder launch = LaunchTasks.newBuilder();
    for (Task task : tasks) {
      launch.addTasks(task);
    }
    send(ToExecutor.newBuilder().setLaunchTasks(launch));
  }

  public TaskEnded outcome() throws InterruptedException {
    TaskEnded outcome = outcomes.poll(20, TimeUnit.SECONDS);
    if (outcome == null) {
      throw new AssertionError("no outcome came");
    }
    return outcome;
  }

  static Object value(TaskEnded outcome) {
    if (!outcome.hasResult()) {
      throw new AssertionError("not a result: " + outcome);
    }
    return SerdeFactory.of(HeddleConf.empty(), FakeDriver.class.getClassLoader())
        .create()
        .fromBytes(outcome.getResult().getValue().toByteArray());
  }

  /** Breaks the stream, as a network would. */
  void breakStream() {
    toExecutor.onError(Status.UNAVAILABLE.withDescription("cut").asRuntimeException());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** A partition that is nothing but its index. */
  public record Part(int index) implements io.heddle.task.Partition {}

  private final class Service extends DriverGrpc.DriverImplBase {
    @Override
    public StreamObserver<FromExecutor> connect(StreamObserver<ToExecutor> responses) {
      return new StreamObserver<>() {
        private byte[] expected;

        @Override
        public void onNext(FromExecutor message) {
          switch (message.getMessageCase()) {
            case HELLO -> {
              byte[] theirs = message.getHello().getNonce().toByteArray();
              byte[] ours = Handshake.nonce();
              String id = message.getHello().getExecutorId();
              expected = Handshake.executorProof(secret, theirs, ours, id);
              byte[] proof = Handshake.driverProof(secret, theirs, ours, id);
              responses.onNext(
                  ToExecutor.newBuilder()
                      .setChallenge(
                          Challenge.newBuilder()
                              .setNonce(ByteString.copyFrom(ours))
                              .setProof(ByteString.copyFrom(proof)))
                      .build());
            }
            case REGISTER -> {
              if (!Handshake.matches(expected, message.getRegister().getProof().toByteArray())) {
                responses.onError(Status.UNAUTHENTICATED.asRuntimeException());
                return;
              }
              toExecutor = responses;
              responses.onNext(
                  ToExecutor.newBuilder()
                      .setRegistered(
                          Registered.newBuilder()
                              .putAllSettings(conf.asMap())
                              .setApplicationAttempt(attempt))
                      .build());
              registrations.add(message.getRegister());
              registered.complete(message.getRegister());
            }
            case TASKS_ENDED -> outcomes.addAll(message.getTasksEnded().getTasksList());
            default -> others.add(message);
          }
        }

        @Override
        public void onError(Throwable failure) {
          streamEnds.add(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
          streamEnds.add(Status.OK);
          responses.onCompleted();
        }
      };
    }
  }
}
