package io.heddle.shuffle.client;

import static io.heddle.shuffle.server.NodeFixture.APP;
import static io.heddle.shuffle.server.NodeFixture.SECRET;
import static io.heddle.shuffle.server.NodeFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heddle.shuffle.client.BlockFetchException.Reason;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.SparseMapOutput;
import io.heddle.shuffle.server.NodeFixture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShuffleClientTest {
  private static final MapOutputId ID = new MapOutputId(3, 1, 4);
  private static final String OTHER_APP = "application_1700000000000_0002";

  @TempDir Path root;
  private NodeFixture node;

  @BeforeEach
  void startNode() throws Exception {
    node = new NodeFixture(root);
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  @Test
  void manyBlocksComeWholeAndOnce() throws Exception {
    try (ShuffleClient client = Fetches.client()) {
      Fetches.fetchAndCheck(client, node.writeBlocks(2000, 700));
      await().until(() -> node.server().counters().openFiles() == 0);
      assertThat(node.server().counters().bytesSent()).isEqualTo(2000 * 700);
      assertThat(node.server().counters().requests()).isLessThan(50);
    }
  }

  @Test
  void partitionsOfOneBlockAreTakenApart() throws Exception {
    node.write(ID, bytes("zero"), bytes(""), bytes("two"), bytes(""), bytes("four"));
    try (ShuffleClient client = Fetches.client();
        BlockFetcher fetcher = client.fetch(List.of(node.block(ID, 1, 5, 7)))) {
      FetchedBlock block = fetcher.next();
      assertThat(text(block.partition(1))).isEmpty();
      assertThat(text(block.partition(2))).isEqualTo("two");
      assertThat(text(block.partition(3))).isEmpty();
      assertThat(text(block.partition(4))).isEqualTo("four");
      assertThat(fetcher.hasNext()).isFalse();
      assertThatThrownBy(fetcher::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void emptyBlockIsDelivered() throws Exception {
    node.write(ID, bytes(""), bytes("x"));
    try (ShuffleClient client = Fetches.client();
        BlockFetcher fetcher = client.fetch(List.of(node.block(ID, 0, 1, 0)))) {
      assertThat(fetcher.next().length()).isZero();
    }
  }

  @Test
  void blockBeyondTwoGigabytesIsFetched() throws Exception {
    byte[] second = NodeFixture.content(ID, 100_000);
    SparseMapOutput.write(node.directories(APP).directory(ID), ID, 5L << 30, second);
    try (ShuffleClient client = Fetches.client();
        BlockFetcher fetcher = client.fetch(List.of(node.block(ID, 1, 2, 100_000)))) {
      assertThat(fetcher.next().bytes()).isEqualTo(second);
    }
  }

  @Test
  void tasksShareOneConnection() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(200, 20_000);
    ExecutorService tasks = Executors.newFixedThreadPool(6);
    try (ShuffleClient client = Fetches.client()) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int task = 0; task < 6; task++) {
        work.add(
            () -> {
              Fetches.fetchAndCheck(client, blocks);
              return null;
            });
      }
      for (Future<Void> done : tasks.invokeAll(work)) {
        done.get();
      }
      assertThat(client.openConnections()).isEqualTo(1);
    } finally {
      tasks.shutdownNow();
    }
  }

  @Test
  void orderOfAddressesFollowsTheSeed() throws Exception {
    List<BlockAddress> blocks = new ArrayList<>();
    for (int port = 1; port <= 20; port++) {
      blocks.add(new BlockAddress("127.0.0.1", port, ID, 0, 1, 10));
    }
    assertThat(portsInOrderOfFailure(blocks, 1)).isEqualTo(portsInOrderOfFailure(blocks, 1));
    assertThat(portsInOrderOfFailure(blocks, 1)).isNotEqualTo(portsInOrderOfFailure(blocks, 2));
  }

  /** With room for one block at a time, and nobody listening, blocks fail in the order asked. */
  private static List<Integer> portsInOrderOfFailure(List<BlockAddress> blocks, int seed)
      throws Exception {
    List<Integer> ports = new ArrayList<>();
    ShuffleClientOptions options = Fetches.options().maxRetries(0).maxBytesInFlight(10);
    try (ShuffleClient client = new ShuffleClient(APP, SECRET, options);
        BlockFetcher fetcher = client.fetch(blocks, new Random(seed))) {
      while (fetcher.hasNext()) {
        try {
          fetcher.next();
        } catch (BlockFetchException e) {
          ports.add(e.address().port());
        }
      }
    }
    return ports;
  }

  @Test
  void missingOutputIsReportedAndTheOthersStillCome() throws Exception {
    List<BlockAddress> blocks = new ArrayList<>(node.writeBlocks(10, 100));
    blocks.add(5, node.block(ID, 0, 1, 100));
    int came = 0;
    try (ShuffleClient client = Fetches.client();
        BlockFetcher fetcher = client.fetch(blocks)) {
      while (fetcher.hasNext()) {
        try {
          fetcher.next();
          came++;
        } catch (BlockFetchException e) {
          assertThat(e.reason()).isEqualTo(Reason.MISSING);
          assertThat(e.id()).isEqualTo(ID);
          assertThat(e.host()).isEqualTo(NodeFixture.HOST);
        }
      }
    }
    assertThat(came).isEqualTo(10);
  }

  @Test
  void partitionThatTheOutputDoesNotHaveIsMissing() throws Exception {
    node.write(ID, bytes("x"));
    try (ShuffleClient client = Fetches.client()) {
      assertThat(Fetches.failure(client, node.block(ID, 1, 2, 1)))
          .hasMessageContaining("it has 1 partitions")
          .extracting(BlockFetchException::reason)
          .isEqualTo(Reason.MISSING);
    }
  }

  @Test
  void anotherApplicationsBlocksAreNotToBeHad() throws Exception {
    byte[] otherSecret = NodeFixture.secret(2);
    node.server().registerApplication(OTHER_APP, USER, otherSecret);
    node.write(OTHER_APP, ID, bytes("other"));
    try (ShuffleClient mine = Fetches.client();
        ShuffleClient other = new ShuffleClient(OTHER_APP, otherSecret, Fetches.options());
        BlockFetcher fetcher = other.fetch(List.of(node.block(ID, 0, 1, 5)))) {
      assertThat(text(fetcher.next().partition(0))).isEqualTo("other");
      assertThat(Fetches.failure(mine, node.block(ID, 0, 1, 5)).reason()).isEqualTo(Reason.MISSING);
    }
  }

  @Test
  void outputsOfTwoApplicationsWithTheSameIdAreKeptApart() throws Exception {
    byte[] otherSecret = NodeFixture.secret(2);
    node.server().registerApplication(OTHER_APP, USER, otherSecret);
    node.write(OTHER_APP, ID, bytes("other"));
    node.write(ID, bytes("mine"));
    try (ShuffleClient mine = Fetches.client();
        BlockFetcher fetcher = mine.fetch(List.of(node.block(ID, 0, 1, 4)));
        ShuffleClient other = new ShuffleClient(OTHER_APP, otherSecret, Fetches.options());
        BlockFetcher otherFetcher = other.fetch(List.of(node.block(ID, 0, 1, 5)))) {
      assertThat(text(fetcher.next().partition(0))).isEqualTo("mine");
      assertThat(text(otherFetcher.next().partition(0))).isEqualTo("other");
    }
  }

  @Test
  void clientRefusesAServerThatDoesNotKnowTheSecret() throws Exception {
    node.write(ID, bytes("x"));
    try (ShuffleClient client = new ShuffleClient(APP, NodeFixture.secret(77), Fetches.options())) {
      BlockFetchException failure = Fetches.failure(client, node.block(ID, 0, 1, 1));
      assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
      assertThat(failure).hasMessageContaining("the server does not know the secret");
      // It left without a proof of its own, so the server has nothing to refuse.
      assertThat(node.server().counters().authenticationFailures()).isZero();
    }
  }

  @Test
  void unknownApplicationIsRefused() throws Exception {
    try (ShuffleClient client = new ShuffleClient(OTHER_APP, SECRET, Fetches.options())) {
      BlockFetchException failure = Fetches.failure(client, node.block(ID, 0, 1, 1));
      assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
      assertThat(failure).hasMessageContaining("UNKNOWN_APPLICATION");
    }
  }

  @Test
  void closingTheClientWakesAWaitingTask() throws Exception {
    node.writeBlocks(1, 100);
    ExecutorService tasks = Executors.newSingleThreadExecutor();
    try (TamperingProxy proxy = new TamperingProxy(node.port(), TamperingProxy.Harm.STALL, 0, 1)) {
      ShuffleClient client = Fetches.client();
      BlockAddress block = NodeFixture.via(proxy.port(), node.writeBlocks(1, 100)).get(0);
      BlockFetcher fetcher = client.fetch(List.of(block));
      Future<FetchedBlock> waiting = tasks.submit(fetcher::next);
      await().until(() -> proxy.connections() == 1);
      client.close();
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> client.fetch(List.of(block)))
          .isInstanceOf(IllegalStateException.class);
      await().until(() -> client.openConnections() == 0);
    } finally {
      tasks.shutdownNow();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
