package io.heddle.shuffle.client;

import static io.heddle.shuffle.server.NodeFixture.APP;
import static io.heddle.shuffle.server.NodeFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.server.NodeFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowControlTest {
  private static final int LIMIT = 300_000;

  @TempDir Path root;

  @Test
  void bytesInFlightStayUnderTheLimit() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client =
            new ShuffleClient(APP, SECRET, Fetches.options().maxBytesInFlight(LIMIT))) {
      List<BlockAddress> blocks = new ArrayList<>();
      for (int map = 0; map < 200; map++) {
        MapOutputId id = new MapOutputId(0, map, 0);
        int bytes = random.nextInt(100_000);
        node.write(id, NodeFixture.content(id, bytes));
        blocks.add(node.block(id, 0, 1, bytes));
      }
      long givenBack = 0;
      try (BlockFetcher fetcher = client.fetch(blocks)) {
        while (fetcher.hasNext()) {
          FetchedBlock block = fetcher.next();
          assertThat(node.server().counters().bytesSent())
              .as("seed %d", seed)
              .isLessThanOrEqualTo(givenBack + LIMIT);
          givenBack += block.length();
        }
        assertThat(fetcher.largestBytesInFlight()).isBetween(LIMIT / 2L, (long) LIMIT);
      }
    }
  }

  @Test
  void blockLargerThanTheLimitIsFetchedAlone() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client =
            new ShuffleClient(APP, SECRET, Fetches.options().maxBytesInFlight(1000));
        BlockFetcher fetcher = client.fetch(node.writeBlocks(5, 5000))) {
      Fetches.checkAll(fetcher, 5);
      assertThat(fetcher.largestBytesInFlight()).isEqualTo(5000);
    }
  }

  @Test
  void blockThatIsLargerThanExpectedStillComes() throws Exception {
    MapOutputId id = new MapOutputId(0, 0, 0);
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client = Fetches.client()) {
      node.write(id, NodeFixture.content(id, 5000));
      try (BlockFetcher fetcher = client.fetch(List.of(node.block(id, 0, 1, 10)))) {
        assertThat(fetcher.next().length()).isEqualTo(5000);
        assertThat(fetcher.largestBytesInFlight()).isEqualTo(5000);
      }
    }
  }

  @Test
  void blocksAskedOfOneAddressStayUnderTheirLimit() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client =
            new ShuffleClient(APP, SECRET, Fetches.options().maxBlocksPerAddress(3))) {
      Fetches.fetchAndCheck(client, node.writeBlocks(30, 10));
      assertThat(node.server().counters().requests()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void fetcherThatIsClosedEarlyDoesNotDisturbAnother() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client = Fetches.client()) {
      List<BlockAddress> blocks = node.writeBlocks(40, 300_000);
      BlockFetcher abandoned = client.fetch(blocks);
      abandoned.next();
      BlockFetcher other = client.fetch(blocks);
      abandoned.close();
      Fetches.checkAll(other, 40);
      other.close();
      assertThat(client.openConnections()).isEqualTo(1);
    }
  }
}
