package io.heddle.shuffle.client;

import static io.heddle.shuffle.server.NodeFixture.APP;
import static io.heddle.shuffle.server.NodeFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.shuffle.client.BlockFetchException.Reason;
import io.heddle.shuffle.client.TamperingProxy.Harm;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.server.NodeFixture;
import io.heddle.shuffle.server.ShuffleServerCounters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  private static final MapOutputId FIRST = new MapOutputId(0, 0, 0);

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
  void serverThatIsKilledAndRestartedDeliversTheRest() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(64, 1 << 20);
    ShuffleServerCounters before = node.server().counters();
    ShuffleClientOptions options = Fetches.options().maxBytesInFlight(8 << 20);
    try (ShuffleClient client = new ShuffleClient(APP, SECRET, options);
        BlockFetcher fetcher = client.fetch(blocks)) {
      fetcher.next();
      node.restart(); // at least 55 of 64 blocks cannot have been asked for yet
      Fetches.checkAll(fetcher, 63);
      assertThat(before.bytesSent()).isLessThanOrEqualTo(10L << 20);
      assertThat(node.server().counters().requests()).isPositive();
    }
  }

  @Test
  void connectionCutAnywhereIsOpenedAgain() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<BlockAddress> blocks = node.writeBlocks(20, 50_000);
    for (int round = 0; round < 15; round++) {
      long at = random.nextInt(3) == 0 ? random.nextInt(200) : random.nextInt(480_000);
      try (TamperingProxy proxy = new TamperingProxy(node.port(), Harm.CUT, at, 2);
          ShuffleClient client = Fetches.client()) {
        Fetches.fetchAndCheck(client, NodeFixture.via(proxy.port(), blocks));
        assertThat(proxy.connections()).as("seed %d round %d", seed, round).isEqualTo(3);
      }
    }
  }

  @Test
  void connectionThatStandsStillIsGivenUp() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(20, 50_000);
    ShuffleClientOptions options = Fetches.options().ioTimeout(Duration.ofMillis(200));
    try (TamperingProxy proxy = new TamperingProxy(node.port(), Harm.STALL, 300_000, 1);
        ShuffleClient client = new ShuffleClient(APP, SECRET, options)) {
      Fetches.fetchAndCheck(client, NodeFixture.via(proxy.port(), blocks));
      assertThat(proxy.connections()).isEqualTo(2);
    }
  }

  @Test
  void serverThatNeverDeliversIsUnreachable() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(3, 50_000);
    try (TamperingProxy proxy = new TamperingProxy(node.port(), Harm.CUT, 10_000, 1000);
        ShuffleClient client = Fetches.client()) {
      BlockAddress block = NodeFixture.via(proxy.port(), blocks).get(0);
      assertThat(Fetches.failure(client, block).reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(proxy.connections()).isEqualTo(4); // the first time and three retries
    }
  }

  @Test
  void allBlocksOfADeadAddressAreReported() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(30, 1000);
    node.close();
    int failures = 0;
    try (ShuffleClient client = Fetches.client();
        BlockFetcher fetcher = client.fetch(blocks)) {
      while (fetcher.hasNext()) {
        try {
          fetcher.next();
        } catch (BlockFetchException e) {
          assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
          failures++;
        }
      }
    }
    assertThat(failures).isEqualTo(30);
  }

  @Test
  void byteChangedOnTheWayIsFetchedAgain() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(1, 50_000);
    try (TamperingProxy proxy = new TamperingProxy(node.port(), Harm.FLIP, 30_000, 1);
        ShuffleClient client = Fetches.client()) {
      Fetches.fetchAndCheck(client, NodeFixture.via(proxy.port(), blocks));
      assertThat(node.server().counters().blocks()).isEqualTo(2);
      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @Test
  void damagedDataIsCorruptAfterASecondTry() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(1, 50_000);
    Path data = node.dataFile(FIRST);
    byte[] bytes = Files.readAllBytes(data);
    bytes[25_000] ^= 1;
    Files.write(data, bytes);
    try (ShuffleClient client = Fetches.client()) {
      BlockFetchException failure = Fetches.failure(client, blocks.get(0));
      assertThat(failure.reason()).isEqualTo(Reason.CORRUPT);
      assertThat(failure).hasMessageContaining("partition 0 has a wrong checksum");
      assertThat(node.server().counters().blocks()).isEqualTo(2);
    }
  }

  @Test
  void damagedIndexAndTruncatedDataAreCorrupt() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(2, 1000);
    Path data = node.dataFile(FIRST);
    Files.write(data, new byte[999]);
    Path index =
        Path.of(node.dataFile(new MapOutputId(0, 1, 0)).toString().replace("data", "index"));
    byte[] bytes = Files.readAllBytes(index);
    bytes[30] ^= 1;
    Files.write(index, bytes);
    try (ShuffleClient client = Fetches.client()) {
      assertThat(Fetches.failure(client, blocks.get(0)))
          .hasMessageContaining("has 999 bytes, its index says 1000")
          .extracting(BlockFetchException::reason)
          .isEqualTo(Reason.CORRUPT);
      assertThat(Fetches.failure(client, blocks.get(1)).reason()).isEqualTo(Reason.CORRUPT);
    }
  }

  @Test
  void outputThatGoesAfterItWasServedOnceIsMissing() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(1, 1000);
    try (ShuffleClient client = Fetches.client()) {
      Fetches.fetchAndCheck(client, blocks);
      node.directories(APP).removeShuffle(0);
      assertThat(Fetches.failure(client, blocks.get(0)).reason()).isEqualTo(Reason.MISSING);
    }
  }

  @Test
  void applicationThatEndsWhileFetchingIsRefused() throws Exception {
    List<BlockAddress> blocks = node.writeBlocks(2, 1000);
    try (ShuffleClient client = Fetches.client()) {
      Fetches.fetchAndCheck(client, blocks.subList(0, 1));
      node.server().unregisterApplication(APP);
      assertThat(Fetches.failure(client, blocks.get(1)).reason()).isEqualTo(Reason.REFUSED);
    }
  }
}
