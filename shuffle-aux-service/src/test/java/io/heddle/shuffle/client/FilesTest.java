package io.heddle.shuffle.client;

import static io.heddle.shuffle.server.NodeFixture.APP;
import static io.heddle.shuffle.server.NodeFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.shuffle.client.BlockFetchException.Reason;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.server.NodeFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that are too large for memory. */
class FilesTest {
  private static final int LARGE = 200_000;

  @TempDir Path root;
  @TempDir Path files;
  private final AtomicInteger next = new AtomicInteger();

  private FileChannel newFile() throws IOException {
    return FileChannel.open(
        files.resolve("block-" + next.getAndIncrement()),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private long filesLeft() throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return all.count();
    }
  }

  private static List<BlockAddress> blocks(NodeFixture node, int... lengths) throws IOException {
    List<BlockAddress> blocks = new ArrayList<>();
    for (int map = 0; map < lengths.length; map++) {
      MapOutputId id = new MapOutputId(0, map, 0);
      node.write(id, NodeFixture.content(id, lengths[map]));
      blocks.add(node.block(id, 0, 1, lengths[map]));
    }
    return blocks;
  }

  private static byte[] bytes(FetchedBlock block) throws IOException {
    if (block.file() == null) {
      return block.bytes();
    }
    ByteBuffer all = ByteBuffer.allocate(block.length());
    while (all.hasRemaining()) {
      block.file().read(all, block.position() + all.position());
    }
    return all.array();
  }

  @Test
  void largeBlocksGoToFilesAndSmallOnesDoNot() throws Exception {
    FetchLimits limits = new FetchLimits(100_000, 10_000, this::newFile);
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client = new ShuffleClient(APP, SECRET, Fetches.options())) {
      List<BlockAddress> blocks = blocks(node, LARGE, 10_000, 10_001, 5, LARGE);
      try (BlockFetcher fetcher = client.fetch(blocks, limits, new Random(1))) {
        while (fetcher.hasNext()) {
          try (FetchedBlock block = fetcher.next()) {
            assertThat(block.file() != null).isEqualTo(block.length() > 10_000);
            assertThat(bytes(block))
                .isEqualTo(NodeFixture.content(block.address().id(), block.length()));
          }
        }
        assertThat(fetcher.largestBytesInFlight()).isLessThanOrEqualTo(100_000);
      }
    }
    assertThat(filesLeft()).isZero();
  }

  @Test
  void blocksThatNobodyTookLeaveNoFile() throws Exception {
    FetchLimits limits = new FetchLimits(1 << 20, 1, this::newFile);
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client = new ShuffleClient(APP, SECRET, Fetches.options())) {
      BlockFetcher fetcher = client.fetch(blocks(node, 1000, 1000, LARGE), limits, new Random(1));
      fetcher.next().close();
      fetcher.close();
    }
    // What was arriving is dropped with its connection, which the client's end closes.
    assertThat(filesLeft()).isZero();
  }

  @Test
  void aBlockThatNoDiskTakesIsToldAndTheOthersCome() throws Exception {
    FetchLimits.Files full =
        () -> {
          if (next.getAndIncrement() == 0) {
            throw new IOException("No space left on device");
          }
          return newFile();
        };
    FetchLimits limits = new FetchLimits(100_000, 10_000, full);
    try (NodeFixture node = new NodeFixture(root);
        ShuffleClient client = new ShuffleClient(APP, SECRET, Fetches.options());
        BlockFetcher fetcher =
            client.fetch(blocks(node, LARGE, LARGE, LARGE), limits, new Random(1))) {
      int came = 0;
      while (fetcher.hasNext()) {
        try (FetchedBlock block = fetcher.next()) {
          assertThat(bytes(block)).hasSize(LARGE);
          came++;
        } catch (BlockFetchException e) {
          assertThat(e.reason()).isEqualTo(Reason.NOT_STORED);
          assertThat(e).hasMessageContaining("No space left");
        }
      }
      assertThat(came).isEqualTo(2);
    }
  }
}
