package io.heddle.it.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.heddle.embedded.RunningContainer;
import io.heddle.hdfs.ApplicationSecret;
import io.heddle.it.Heddle;
import io.heddle.it.HeddleProcess;
import io.heddle.it.TestCluster;
import io.heddle.it.program.HeldCount;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.protocol.executor.DriverGrpc;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Hello;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.ToExecutor;
import io.heddle.shuffle.client.BlockAddress;
import io.heddle.shuffle.client.BlockFetchException;
import io.heddle.shuffle.client.BlockFetcher;
import io.heddle.shuffle.client.ShuffleClient;
import io.heddle.shuffle.client.ShuffleClientOptions;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.yarn.HeddleShuffleService;
import io.heddle.shuffle.yarn.ServiceData;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.server.nodemanager.containermanager.ContainerManagerImpl;
import org.junit.jupiter.api.Test;

/** Two applications on the same nodes: neither gets what is the other's. */
class SecretsIT {
  private static final TestCluster CLUSTER = TestCluster.shared();

  @Test
  void applicationsOnOneShuffleServiceAreRightAndApart() throws Exception {
    CLUSTER.write("/secrets/a", "a b a\nc a\n".getBytes(UTF_8));
    CLUSTER.write("/secrets/b", "x y\nx z x y\n".getBytes(UTF_8));
    Path end = CLUSTER.localDirectory().resolve("end");
    Heddle heddle =
        CLUSTER
            .heddle()
            .option("--num-executors", "1", "--executor-memory", "512m", "--driver-memory", "512m");
    HeddleProcess first =
        heddle.start(HeldCount.class, "/secrets/a", "/secrets/a-out", end.toString());
    HeddleProcess second =
        heddle.start(HeldCount.class, "/secrets/b", "/secrets/b-out", end.toString());
    String firstId;
    String secondId;
    try {
      firstId = first.awaitApplicationId();
      secondId = second.awaitApplicationId();
      first.awaitUntil("the first has counted", () -> done("/secrets/a-out"));
      second.awaitUntil("the second has counted", () -> done("/secrets/b-out"));

      RunningContainer executor = executorOf(firstId);
      byte[] own = secretOf(executor);
      byte[] others = secretOf(executorOf(secondId));
      assertThat(fetch(executor.node(), firstId, own))
          .isEqualTo(BlockFetchException.Reason.MISSING);
      assertThat(fetch(executor.node(), firstId, others))
          .isEqualTo(BlockFetchException.Reason.REFUSED);
      assertThat(answerToAStranger(CLUSTER.report(firstId)))
          .extracting(Status::getCode)
          .isEqualTo(Status.Code.UNAUTHENTICATED);
    } finally {
      Files.createFile(end);
    }
    first.await().succeeded();
    second.await().succeeded();

    assertThat(CLUSTER.lines("/secrets/a-out")).containsExactlyInAnyOrder("a\t3", "b\t1", "c\t1");
    assertThat(CLUSTER.lines("/secrets/b-out")).containsExactlyInAnyOrder("x\t3", "y\t2", "z\t1");
    for (String id : List.of(firstId, secondId)) {
      StatusStore status = CLUSTER.status(id);
      assertThat(status.totals().work().shuffleReadBytes()).isPositive();
      assertThat(status.totals().tasks().unsuccessful()).isZero();
    }
  }

  private static boolean done(String output) {
    try {
      return CLUSTER.exists(output + "/_SUCCESS");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static RunningContainer executorOf(String applicationId) {
    return CLUSTER.embedded().containers().stream()
        .filter(
            container ->
                !container.applicationMaster()
                    && container
                        .id()
                        .getApplicationAttemptId()
                        .getApplicationId()
                        .toString()
                        .equals(applicationId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no executor of " + applicationId));
  }

  /** As the NodeManager has written it for the container. */
  private static byte[] secretOf(RunningContainer container) throws IOException {
    Path local = CLUSTER.embedded().baseDir().resolve("node" + (container.node() + 1) + "/local");
    Path tokens;
    try (Stream<Path> files = Files.walk(local.resolve("usercache"))) {
      tokens =
          files
              .filter(file -> file.endsWith(container.id() + "/container_tokens"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no credentials of " + container));
    }
    Credentials credentials = new Credentials();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(tokens))) {
      credentials.readTokenStorageStream(in);
    }
    return ApplicationSecret.from(credentials);
  }

  /** Asks the node's service for a map output that is not there, and says why it was not given. */
  private static BlockFetchException.Reason fetch(int node, String applicationId, byte[] secret) {
    ContainerManagerImpl manager =
        (ContainerManagerImpl)
            CLUSTER.embedded().nodeManager(node).getNMContext().getContainerManager();
    int port = ServiceData.port(manager.getAuxServiceMetaData().get(HeddleShuffleService.NAME));
    BlockAddress block =
        new BlockAddress(CLUSTER.embedded().host(node), port, new MapOutputId(9, 999, 9), 0, 1, 1);
    try (ShuffleClient client =
            new ShuffleClient(applicationId, secret, new ShuffleClientOptions());
        BlockFetcher fetcher = client.fetch(List.of(block))) {
      return catchThrowableOfType(BlockFetchException.class, fetcher::next).reason();
    }
  }

  /** What the driver says to an executor that cannot prove to belong to it. */
  private static Status answerToAStranger(ApplicationReport application) throws Exception {
    CompletableFuture<Boolean> challenged = new CompletableFuture<>();
    CompletableFuture<Status> answer = new CompletableFuture<>();
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                application.getHost(),
                application.getRpcPort(),
                InsecureChannelCredentials.create())
            .build();
    try {
      StreamObserver<FromExecutor> driver =
          DriverGrpc.newStub(channel)
              .connect(
                  new StreamObserver<ToExecutor>() {
                    @Override
                    public void onNext(ToExecutor message) {
                      challenged.complete(message.hasChallenge());
                    }

                    @Override
                    public void onError(Throwable t) {
                      answer.complete(Status.fromThrowable(t));
                    }

                    @Override
                    public void onCompleted() {
                      answer.complete(Status.OK);
                    }
                  });
      ByteString thirtyTwoBytes = ByteString.copyFrom(new byte[32]);
      driver.onNext(
          FromExecutor.newBuilder()
              .setHello(Hello.newBuilder().setExecutorId("stranger").setNonce(thirtyTwoBytes))
              .build());
      assertThat(challenged.get(30, TimeUnit.SECONDS)).isTrue();
      driver.onNext(
          FromExecutor.newBuilder()
              .setRegister(
                  Register.newBuilder().setProof(thirtyTwoBytes).setHost("127.0.0.11").setSlots(1))
              .build());
      return answer.get(30, TimeUnit.SECONDS);
    } finally {
      channel.shutdownNow();
    }
  }
}
