package io.heddle.shuffle.client;

import static io.heddle.shuffle.server.NodeFixture.APP;
import static io.heddle.shuffle.server.NodeFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.shuffle.client.BlockFetchException.Reason;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.server.NodeFixture;
import io.heddle.shuffle.wire.BlockHeader;
import io.heddle.shuffle.wire.Challenge;
import io.heddle.shuffle.wire.FrameParser;
import io.heddle.shuffle.wire.Hello;
import io.heddle.shuffle.wire.Proof;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A server that opens a connection well, and then answers a request with something of its own. */
class HostileServerTest {
  private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);
  private static final MapOutputId ID = new MapOutputId(0, 0, 0);

  @Test
  void randomAnswersEndInUnreachable() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      byte[] answer = new byte[1 + random.nextInt(5000)];
      random.nextBytes(answer);
      if (random.nextBoolean()) { // a frame that looks right
        int length = 1 + random.nextInt(answer.length);
        byte[] start = {0, 0, (byte) (length >>> 8), (byte) length, 7};
        System.arraycopy(start, 0, answer, 0, Math.min(5, answer.length));
      }
      assertThat(reasonFor(() -> answer))
          .as("seed %d round %d", seed, round)
          .isEqualTo(Reason.UNREACHABLE);
    }
  }

  @Test
  void anotherRequestsBlockIsNotTaken() throws Exception {
    assertThat(reasonFor(() -> header(1, 0, 5))).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void blockOutOfOrderIsNotTaken() throws Exception {
    assertThat(reasonFor(() -> header(0, 1, 5))).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void blockWithOtherPartitionsThanAskedForIsNotTaken() throws Exception {
    assertThat(reasonFor(() -> header(0, 0, 5, 5))).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void blockThatFitsInNoArrayIsReportedWithoutMemoryForIt() throws Exception {
    assertThat(reasonFor(() -> header(0, 0, 1L << 31))).isEqualTo(Reason.TOO_LARGE);
  }

  private static byte[] header(long requestId, int ordinal, long... lengths) {
    ByteBuf frame =
        BlockHeader.ok(requestId, ordinal, lengths, new int[lengths.length]).encode(HEAP);
    return ByteBufUtil.getBytes(frame);
  }

  private static Reason reasonFor(Supplier<byte[]> answer) throws Exception {
    ShuffleClientOptions options = Fetches.options().maxRetries(1).retryWait(Duration.ofMillis(1));
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName(NodeFixture.HOST));
        ShuffleClient client = new ShuffleClient(APP, SECRET, options)) {
      Thread server =
          new Thread(
              () -> {
                while (true) {
                  try (Socket socket = listener.accept()) {
                    serve(socket, answer.get());
                  } catch (IOException e) {
                    if (listener.isClosed()) {
                      return;
                    }
                  }
                }
              });
      server.start();
      BlockAddress block = new BlockAddress(NodeFixture.HOST, listener.getLocalPort(), ID, 0, 1, 5);
      Reason reason = Fetches.failure(client, block).reason();
      listener.close();
      client.close();
      server.join();
      return reason;
    }
  }

  private static void serve(Socket socket, byte[] answer) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    Hello hello = Hello.decode(receive(in));
    byte[] nonce = new byte[32];
    byte[] proof = Proof.ofServer(SECRET, APP, hello.nonce(), nonce);
    send(socket, new Challenge(nonce, proof).encode(HEAP));
    receive(in);
    send(socket, Proof.encodeReady(HEAP));
    receive(in);
    socket.getOutputStream().write(answer);
    socket.shutdownOutput();
    in.readAllBytes();
  }

  private static FrameParser receive(DataInputStream in) throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return new FrameParser(Unpooled.wrappedBuffer(frame, 1, frame.length - 1));
  }

  private static void send(Socket socket, ByteBuf frame) throws IOException {
    socket.getOutputStream().write(ByteBufUtil.getBytes(frame));
  }
}
