package io.heddle.shuffle.client;

import static io.heddle.shuffle.server.NodeFixture.APP;
import static io.heddle.shuffle.server.NodeFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.server.NodeFixture;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What tests of the client do again and again. */
final class Fetches {
  private Fetches() {}

  /** Retries soon, so that tests are quick. */
  static ShuffleClientOptions options() {
    return new ShuffleClientOptions().threads(1).retryWait(Duration.ofMillis(20)).maxRetries(3);
  }

  static ShuffleClient client() {
    return new ShuffleClient(APP, SECRET, options());
  }

  /** Fetches all blocks of {@link NodeFixture#writeBlocks}, and checks each against its content. */
  static void fetchAndCheck(ShuffleClient client, List<BlockAddress> blocks) throws Exception {
    try (BlockFetcher fetcher = client.fetch(blocks)) {
      checkAll(fetcher, blocks.size());
    }
  }

  static void checkAll(BlockFetcher fetcher, int count) throws Exception {
    Set<MapOutputId> seen = new HashSet<>();
    while (fetcher.hasNext()) {
      FetchedBlock block = fetcher.next();
      MapOutputId id = block.address().id();
      assertThat(block.bytes()).isEqualTo(NodeFixture.content(id, block.length()));
      assertThat((long) block.length()).isEqualTo(block.address().expectedBytes());
      assertThat(seen.add(id)).isTrue();
    }
    assertThat(seen).hasSize(count);
  }

  /** The failure of a block that cannot be fetched. */
  static BlockFetchException failure(ShuffleClient client, BlockAddress block) {
    try (BlockFetcher fetcher = client.fetch(List.of(block))) {
      BlockFetchException failure = catchThrowableOfType(BlockFetchException.class, fetcher::next);
      assertThat(failure).isNotNull();
      assertThat(fetcher.hasNext()).isFalse();
      return failure;
    }
  }
}
