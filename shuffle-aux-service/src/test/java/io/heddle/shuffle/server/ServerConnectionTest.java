package io.heddle.shuffle.server;

import static io.heddle.shuffle.server.NodeFixture.APP;
import static io.heddle.shuffle.server.NodeFixture.SECRET;
import static io.heddle.shuffle.server.RawClient.HEAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.wire.BlockHeader;
import io.heddle.shuffle.wire.BlockRange;
import io.heddle.shuffle.wire.Challenge;
import io.heddle.shuffle.wire.FetchRequest;
import io.heddle.shuffle.wire.Hello;
import io.heddle.shuffle.wire.Proof;
import io.heddle.shuffle.wire.Protocol;
import io.heddle.shuffle.wire.RefusalCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConnectionTest {
  private static final MapOutputId ID = new MapOutputId(0, 0, 0);

  @TempDir Path root;

  @Test
  void honestClientIsServed() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      node.write(ID, "first".getBytes("US-ASCII"), "second".getBytes("US-ASCII"));
      client.open(SECRET);
      assertThat(client.receive()).containsExactly(Protocol.READY);
      client.send(new FetchRequest(5, List.of(new BlockRange(ID, 0, 2))).encode(HEAP));
      BlockHeader header = BlockHeader.decode(RawClient.body(client.receive()));
      assertThat(header.requestId()).isEqualTo(5);
      assertThat(header.length(1)).isEqualTo(6);
      assertThat(client.socket.getInputStream().readNBytes(11)).asString().isEqualTo("firstsecond");
    }
  }

  @Test
  void clientWithAWrongSecretIsRefused() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      client.open(NodeFixture.secret(99));
      assertThat(client.receiveRefusal().code()).isEqualTo(RefusalCode.AUTHENTICATION);
      assertThat(client.drain()).isZero();
      assertThat(node.server().counters().authenticationFailures()).isEqualTo(1);
    }
  }

  @Test
  void serversOwnProofIsNoProofOfTheClient() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      client.send(new Hello(APP, new byte[32]).encode(HEAP));
      Challenge challenge = Challenge.decode(RawClient.body(client.receive()));
      client.send(Proof.encode(HEAP, challenge.proof()));
      assertThat(client.receiveRefusal().code()).isEqualTo(RefusalCode.AUTHENTICATION);
    }
  }

  @Test
  void unknownApplicationIsRefused() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      client.send(new Hello("application_1_0002", new byte[32]).encode(HEAP));
      assertThat(client.receiveRefusal().code()).isEqualTo(RefusalCode.UNKNOWN_APPLICATION);
    }
  }

  @Test
  void requestBeforeAuthenticationIsRefused() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      client.send(new FetchRequest(1, List.of(new BlockRange(ID, 0, 1))).encode(HEAP));
      assertThat(client.receiveRefusal().code()).isEqualTo(RefusalCode.PROTOCOL);
    }
  }

  @Test
  void otherVersionIsRefusedByName() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      client.send(new Hello(APP, new byte[32]).encode(HEAP).setShort(9, 2));
      assertThat(client.receiveRefusal().code()).isEqualTo(RefusalCode.VERSION);
    }
  }

  @Test
  void randomBytesEndTheConnectionAndNothingElse() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (NodeFixture node = new NodeFixture(root)) {
      node.write(ID, new byte[10]);
      for (int round = 0; round < 150; round++) {
        try (RawClient client = new RawClient(node.port())) {
          if (random.nextBoolean()) {
            client.open(SECRET);
            client.receive();
          }
          sendRandomly(client, random);
          client.drain();
        } catch (IOException e) {
          throw new AssertionError("seed " + seed + " round " + round, e);
        }
      }
      try (RawClient honest = new RawClient(node.port())) {
        honest.open(SECRET);
        assertThat(honest.receive()).containsExactly(Protocol.READY);
      }
    }
  }

  /** Random bytes, half of the time behind a length and a type that look right. */
  private static void sendRandomly(RawClient client, Random random) {
    byte[] bytes = new byte[5 + random.nextInt(3000)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      int length = 1 + random.nextInt(bytes.length);
      bytes[0] = 0;
      bytes[1] = 0;
      bytes[2] = (byte) (length >>> 8);
      bytes[3] = (byte) length;
      bytes[4] = (byte) random.nextInt(8);
    }
    try {
      client.socket.getOutputStream().write(bytes);
      client.socket.shutdownOutput();
    } catch (IOException closedMeanwhile) {
      // The server saw enough before the last byte was written.
    }
  }

  @Test
  void clientThatDoesNotReadHoldsFewFilesAndIsCutOff() throws Exception {
    ShuffleServerOptions options = new ShuffleServerOptions().idleTimeout(Duration.ofMillis(500));
    try (NodeFixture node = new NodeFixture(root, options);
        RawClient client = new RawClient(node.port())) {
      node.write(ID, new byte[4 << 20]);
      client.open(SECRET);
      client.receive();
      for (int request = 0; request < 200; request++) {
        client.send(new FetchRequest(request, List.of(new BlockRange(ID, 0, 1))).encode(HEAP));
      }
      ShuffleServerCounters counters = node.server().counters();
      await().until(() -> counters.requests() == 200);
      assertThat(counters.openFiles()).isBetween(1, 8);
      await().until(() -> counters.openConnections() == 0 && counters.openFiles() == 0);
    }
  }

  @Test
  void clientThatAsksForMoreThanItReadsIsNotReadItself() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      node.write(ID, new byte[4 << 20]);
      client.open(SECRET);
      client.receive();
      byte[] request = new byte[12 + 5 + 1024 * 20];
      new FetchRequest(0, java.util.Collections.nCopies(1024, new BlockRange(ID, 0, 1)))
          .encode(HEAP)
          .readBytes(request);
      client.socket.setSendBufferSize(32 * 1024);
      Thread sender =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 5000; i++) { // 100 MB of requests
                    client.socket.getOutputStream().write(request);
                  }
                } catch (IOException closed) {
                  // The end of the test.
                }
              });
      sender.start();
      ShuffleServerCounters counters = node.server().counters();
      await().until(() -> counters.requests() > 2);
      await().during(Duration.ofMillis(300)).until(() -> counters.requests() < 600);
      client.close();
      sender.join();
    }
  }

  @Test
  void clientThatSaysNothingIsClosed() throws Exception {
    ShuffleServerOptions options =
        new ShuffleServerOptions().openingTimeout(Duration.ofMillis(100));
    try (NodeFixture node = new NodeFixture(root, options);
        RawClient client = new RawClient(node.port())) {
      assertThat(client.drain()).isZero();
    }
  }

  @Test
  void connectionOverTheLimitIsRefused() throws Exception {
    try (NodeFixture node = new NodeFixture(root, new ShuffleServerOptions().maxConnections(1));
        RawClient first = new RawClient(node.port())) {
      first.open(SECRET);
      first.receive();
      try (RawClient second = new RawClient(node.port())) {
        assertThat(second.receiveRefusal().code()).isEqualTo(RefusalCode.OVERLOADED);
      }
    }
  }

  @Test
  void unregisteringClosesTheApplicationsConnections() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        RawClient client = new RawClient(node.port())) {
      client.open(SECRET);
      client.receive();
      node.server().unregisterApplication(APP);
      assertThat(client.drain()).isZero();
      assertThat(node.server().knows(APP)).isFalse();
    }
  }

  @Test
  void registeringIsIdempotentAndKeepsTheFirstSecret() throws Exception {
    try (NodeFixture node = new NodeFixture(root)) {
      ShuffleServer server = node.server();
      assertThat(server.registerApplication(APP, NodeFixture.USER, SECRET)).isFalse();
      assertThatThrownBy(
              () -> server.registerApplication(APP, NodeFixture.USER, NodeFixture.secret(2)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> server.registerApplication(APP, "bob", SECRET))
          .isInstanceOf(IllegalStateException.class);
      try (RawClient client = new RawClient(node.port())) {
        client.open(SECRET);
        assertThat(client.receive()).containsExactly(Protocol.READY);
      }
    }
  }

  @Test
  void portInUseIsAnError() throws Exception {
    try (NodeFixture node = new NodeFixture(root);
        ShuffleServer second = new ShuffleServer(List.of(root), new ShuffleServerOptions())) {
      assertThatThrownBy(() -> second.start(NodeFixture.HOST, node.port()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot bind 127.0.0.1:" + node.port());
    }
  }
}
