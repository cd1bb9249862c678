package io.heddle.shuffle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.shuffle.server.PeerBlock;
import io.heddle.shuffle.server.PeerServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks between two processes of an application, over real sockets. */
class PeerBlocksTest {
  private static final String HOST = "localhost";
  private static final byte[] SECRET = "the application's secret".getBytes(StandardCharsets.UTF_8);
  private static final int LARGE = 9 << 20;

  @TempDir Path directory;
  private final byte[] large = new byte[LARGE];
  private PeerServer server;
  private PeerClient client;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(large);
    Files.write(directory.resolve("large"), large);
    server = new PeerServer("app", SECRET, this::find, HOST);
    client = client("app", SECRET);
  }

  private static PeerClient client(String application, byte[] secret) {
    return new PeerClient(
        application, secret, new ShuffleClientOptions().ioTimeout(Duration.ofSeconds(20)));
  }

  private PeerBlock find(String name) throws IOException {
    return switch (name) {
      case "empty" -> PeerBlock.ofBytes(new byte[0]);
      case "large" -> PeerBlock.ofBytes(large);
      case "wrong" -> PeerBlock.ofBytes(large, 1);
      case "file" ->
          PeerBlock.ofFile(
              FileChannel.open(directory.resolve("large")),
              1000,
              5000,
              io.heddle.shuffle.file.Crc32c.of(large, 1000, 5000));
      case "broken" -> throw new IOException("a bad disk");
      default -> null;
    };
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private CompletableFuture<byte[]> read(String block) {
    return client.read(HOST, server.port(), block, LARGE);
  }

  @Test
  void blocksOfAllSizesComeInOrderOverOneConnection() throws Exception {
    List<CompletableFuture<byte[]>> reads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      reads.add(read(i % 10 == 3 ? "large" : i % 2 == 0 ? "file" : "empty"));
    }
    for (int i = 0; i < 100; i++) {
      byte[] expected =
          i % 10 == 3
              ? large
              : i % 2 == 0 ? java.util.Arrays.copyOfRange(large, 1000, 6000) : new byte[0];
      assertThat(reads.get(i).get()).isEqualTo(expected);
    }
  }

  @Test
  void whatIsNotThereOrUnreadableFailsAloneAndSaysWhich() throws Exception {
    CompletableFuture<byte[]> missing = read("nothing");
    CompletableFuture<byte[]> broken = read("broken");
    CompletableFuture<byte[]> wrong = read("wrong");
    CompletableFuture<byte[]> good = read("file");
    assertThatThrownBy(missing::get).hasCauseInstanceOf(MissingBlockException.class);
    assertThatThrownBy(broken::get).hasMessageContaining("a bad disk");
    assertThatThrownBy(wrong::get).hasMessageContaining("wrong checksum");
    assertThat(good.get()).hasSize(5000);
  }

  @Test
  void aBlockLongerThanAgreedIsNotTaken() {
    assertThatThrownBy(() -> client.read(HOST, server.port(), "file", 4999).get())
        .hasMessageContaining("5000 bytes, at most 4999");
    assertThat(read("file")).succeedsWithin(Duration.ofSeconds(20)); // over a new connection
  }

  @Test
  void onlyTheApplicationsOwnProcessesAreServed() {
    try (PeerClient stranger = client("app", "another".getBytes(StandardCharsets.UTF_8));
        PeerClient other = client("other", SECRET)) {
      for (PeerClient each : List.of(stranger, other)) {
        assertThatThrownBy(() -> each.read(HOST, server.port(), "file", LARGE).get())
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aServerThatEndsFailsWhatIsReadAndAnotherOneIsFoundLater() throws Exception {
    assertThat(read("file").get()).hasSize(5000);
    server.close();
    assertThatThrownBy(() -> read("file").get()).hasCauseInstanceOf(IOException.class);
    server = new PeerServer("app", SECRET, this::find, HOST);
    assertThat(read("file").get()).hasSize(5000);
  }
}
